using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Partnero.Contracts.Analyzers.Tests.Support;

/// <summary>Code of a consumer, with the places marked as <c>[|…|]</c> at which an analyzer is to report something, and no other.</summary>
internal static class Snippet
{
    private const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Partnero.Contracts;
        using Partnero.Contracts.AspNetCore;
        using Partnero.Contracts.Analyzers.Tests.PartneroWebhooks;
        namespace Shop;

        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static readonly CSharpCompilationOptions Compiling = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>All that these tests run with, but for test frameworks, which a consumer does not have.</summary>
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static Task ReportsAsync<TAnalyzer>(string code, string? property = null, bool isTest = false)
        where TAnalyzer : DiagnosticAnalyzer, new() => RunAsync<TAnalyzer, NoFix>(code, fixedCode: null, property, isTest);

    public static Task FixesAsync<TAnalyzer, TFix>(string code, string fixedCode)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() => RunAsync<TAnalyzer, TFix>(code, fixedCode, property: null, isTest: false);

    /// <summary>Code as a consumer's compiler sees it, in a file of its own.</summary>
    public static CSharpCompilation Compile(string code, string file) => CSharpCompilation.Create(
        "Shop",
        [
            CSharpSyntaxTree.ParseText(Usings.Replace("using ", "global using ", StringComparison.Ordinal).Replace("namespace Shop;", "", StringComparison.Ordinal), Parsing, "Usings.cs"),
            CSharpSyntaxTree.ParseText(code, Parsing, file),
        ],
        References,
        Compiling);

    private static async Task RunAsync<TAnalyzer, TFix>(string code, string? fixedCode, string? property, bool isTest)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new Test<TAnalyzer, TFix>
        {
            TestCode = Usings + code,
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            // Each costs another run, and what is generated or suppressed is the compiler's own matter.
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck,
            // What a whole project shows is fixed by `dotnet format analyzers`, and not where the writer's cursor is.
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck,
        };
        if (fixedCode is not null)
            test.FixedCode = Usings + fixedCode;
        test.TestState.AdditionalReferences.AddRange(References);
        if (isTest)
            test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.{property ?? "PartneroAnalyzers ="}\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Test<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        public Test() => CompilerDiagnostics = CompilerDiagnostics.Errors;

        protected override ParseOptions CreateParseOptions() => Parsing;

        protected override CompilationOptions CreateCompilationOptions() => Compiling;
    }

    private sealed class NoFix : CodeFixProvider
    {
        public override System.Collections.Immutable.ImmutableArray<string> FixableDiagnosticIds => [];

        public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;
    }
}
