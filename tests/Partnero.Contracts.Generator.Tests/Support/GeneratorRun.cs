using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>A project with schemas, and what the generator makes of it. Each change is a new run that knows the one before.</summary>
internal sealed class GeneratorRun
{
    private readonly CSharpCompilation _compilation;
    private readonly GeneratorDriver _driver;

    private GeneratorRun(CSharpCompilation compilation, GeneratorDriver driver)
    {
        _compilation = compilation;
        _driver = driver.RunGenerators(compilation);
        Result = _driver.GetRunResult().Results.Single();
        // The driver turns an exception of the generator into a warning; here it fails every test.
        Assert.Null(Result.Exception);
    }

    public GeneratorRunResult Result { get; }

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>The generated texts by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources => Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    public static GeneratorRun Of(params IEnumerable<SchemaInput> schemas) => Of(new ProjectOptions(("RootNamespace", "Shop")), schemas);

    public static GeneratorRun Of(ProjectOptions options, params IEnumerable<SchemaInput> schemas) => new(
        GeneratedAssembly.Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText("namespace Shop;")),
        CSharpGeneratorDriver.Create(
            [new PartneroGenerator().AsSourceGenerator()],
            schemas,
            CSharpParseOptions.Default,
            options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)));

    public GeneratorRun AfterEditingCode() => new(_compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Edited;")), _driver);

    public GeneratorRun AfterReplacing(SchemaInput schema, string text) => new(_compilation, _driver.ReplaceAdditionalText(schema, schema.With(text)));

    /// <summary>As when a project is loaded again: the options are the same in a new object.</summary>
    public GeneratorRun AfterReloading(ProjectOptions options) => new(_compilation, _driver.WithUpdatedAnalyzerConfigOptions(options));

    /// <summary>Why each output of a step is what it is.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [.. Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    public IReadOnlyList<IncrementalStepRunReason> OutputReasons =>
        [.. Result.TrackedOutputSteps.Values.SelectMany(runs => runs).SelectMany(run => run.Outputs).Select(output => output.Reason)];

    public GeneratedAssembly Compile() => GeneratedAssembly.Compile(Sources);
}
