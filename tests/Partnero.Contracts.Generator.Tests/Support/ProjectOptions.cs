using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>The properties of a project and the metadata of its schema items.</summary>
internal sealed class ProjectOptions(params (string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Values(properties.ToDictionary(pair => "build_property." + pair.Name, pair => pair.Value));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Values.None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is SchemaInput schema
        ? new Values(new()
        {
            ["build_metadata.AdditionalFiles.PartneroSchemaKind"] = schema.Kind,
            ["build_metadata.AdditionalFiles.PartneroSchemaOrigin"] = schema.Origin,
        })
        : Values.None;

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public static readonly Values None = new([]);

        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
