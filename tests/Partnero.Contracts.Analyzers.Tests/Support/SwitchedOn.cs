using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Partnero.Contracts.Analyzers.Tests.Support;

/// <summary>The options of a project that references the package: its property is there, and says nothing.</summary>
internal sealed class SwitchedOn : AnalyzerConfigOptionsProvider
{
    public static AnalyzerOptions Options { get; } = new([], new SwitchedOn());

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Property();

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Property : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.PartneroAnalyzers" ? "" : null;
            return value is not null;
        }
    }
}
