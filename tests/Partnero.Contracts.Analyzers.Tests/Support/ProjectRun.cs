using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Partnero.Contracts.Analyzers.Tests.Support;

/// <summary>Runs analyzers over code that Snippet cannot hold (several files, top-level statements, errors), and applies a fix and compiles what comes out.</summary>
internal static class ProjectRun
{
    /// <summary>What all analyzers say of some code, and which exceptions left them.</summary>
    public static async Task<(string Said, string Thrown)> SayAsync(string code, bool isProgram = false)
    {
        var compilation = Snippet.Compile(code, "Code.cs");
        if (isProgram)
            compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
        var thrown = new List<string>();
        var options = new CompilationWithAnalyzersOptions(SwitchedOn.Options, (exception, analyzer, _) => thrown.Add($"{analyzer.GetType().Name}: {exception}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var said = await compilation.WithAnalyzers(Analyzers(), options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return (string.Join('\n', said.Select(one => one.Id + " " + one.Location.SourceTree?.GetText().ToString(one.Location.SourceSpan))), string.Join('\n', thrown));
    }

    /// <summary>The first file after the first fix, and the errors of the project then.</summary>
    public static async Task<(string Text, string Errors)> FixAsync<TAnalyzer, TFix>(params string[] files)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var token = TestContext.Current.CancellationToken;
        var model = Snippet.Compile("", "Code.cs");
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Shop", LanguageNames.CSharp)
            .WithMetadataReferences(model.References).WithCompilationOptions(model.Options).WithParseOptions(model.SyntaxTrees[0].Options);
        project = project.AddDocument("Usings.cs", model.SyntaxTrees[0].GetText(token)).Project;
        for (var i = 0; i < files.Length; i++)
            project = project.AddDocument($"File{i}.cs", SourceText.From(files[i])).Project;
        var compilation = (await project.GetCompilationAsync(token))!;
        Assert.Equal("", Errors(compilation));
        var found = await compilation.WithAnalyzers([new TAnalyzer()], SwitchedOn.Options).GetAnalyzerDiagnosticsAsync(token);
        Assert.NotEmpty(found);
        var actions = new List<CodeAction>();
        await new TFix().RegisterCodeFixesAsync(new CodeFixContext(project.Solution.GetDocument(found[0].Location.SourceTree)!, found[0], (action, _) => actions.Add(action), token));
        if (actions.Count == 0)
            return ("no fix", "");
        var changed = (await actions[0].GetOperationsAsync(token)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
        return ((await changed.Documents.Single(one => one.Name == "File0.cs").GetTextAsync(token)).ToString(), Errors(await ReparsedAsync(changed)));
    }

    /// <summary>As a compiler reads the text: a tree may hold what its text does not say.</summary>
    private static async Task<Compilation> ReparsedAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        foreach (var tree in compilation.SyntaxTrees)
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.ToString(), (CSharpParseOptions)tree.Options, tree.FilePath));
        return compilation;
    }

    private static string Errors(Compilation compilation) => string.Join('\n', compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error || one.Id == "CS8604").Select(one => one.ToString()));

    /// <summary>All that there are.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers() =>
        [.. typeof(ConsumerAnalyzer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ConsumerAnalyzer))).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
}
