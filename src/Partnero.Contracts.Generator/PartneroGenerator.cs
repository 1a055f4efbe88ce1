using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Emit;
using Partnero.Contracts.Generator.Linking;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing;

namespace Partnero.Contracts.Generator;

/// <summary>Generates types, readers, a dispatcher and handler interfaces from the schemas of a project.</summary>
/// <remarks>
/// Nothing depends on the project's C#: editing it runs no step. Editing one schema parses that one,
/// links all, and writes only the types that changed.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class PartneroGenerator : IIncrementalGenerator
{
    /// <summary>The names of the steps, for tests of what runs again.</summary>
    internal static class Steps
    {
        public const string Texts = nameof(Texts);
        public const string Files = nameof(Files);
        public const string Linked = nameof(Linked);
        public const string Model = nameof(Model);
        public const string Diagnostics = nameof(Diagnostics);
        public const string Objects = nameof(Objects);
        public const string OpenValues = nameof(OpenValues);
        public const string Events = nameof(Events);
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => ReadText(pair.Left, pair.Right, cancellation))
            .Where(static text => text is not null)
            .WithTrackingName(Steps.Texts)
            .Select(static (text, _) => SchemaFile.Parse(text!))
            .WithTrackingName(Steps.Files);

        var linked = files.Collect()
            .Select(static (all, _) => SchemaLinker.Link(all))
            .WithTrackingName(Steps.Linked);
        var model = linked.Select(static (result, _) => result.Model).WithTrackingName(Steps.Model);
        var options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => ReadOptions(provider));
        var diagnostics = linked.Select(static (result, _) => result.Diagnostics).WithTrackingName(Steps.Diagnostics);

        context.RegisterSourceOutput(diagnostics.Combine(options), static (output, pair) =>
        {
            foreach (var diagnostic in pair.Left.Concat(pair.Right.Diagnostics))
                output.ReportDiagnostic(diagnostic.ToDiagnostic());
        });

        var code = options.Select(static (read, _) => read.Options);
        EmitEach(context, model.SelectMany(static (all, _) => all.Objects).WithTrackingName(Steps.Objects), code, static type => type.Name, ObjectEmitter.Emit);
        EmitEach(context, model.SelectMany(static (all, _) => all.OpenValues).WithTrackingName(Steps.OpenValues), code, static type => type.Name, OpenValueEmitter.Emit);
        EmitEach(context, model.SelectMany(static (all, _) => all.Events).WithTrackingName(Steps.Events), code, static type => type.TypeName, EventEmitter.Emit);
        context.RegisterSourceOutput(model.Select(static (all, _) => all.Events).Combine(code), static (output, pair) =>
        {
            if (pair.Left.Count == 0)
                return;
            output.AddSource("PartneroEvents.g.cs", DispatcherEmitter.EmitEvents(pair.Left, pair.Right));
            output.AddSource("PartneroDispatcher.g.cs", DispatcherEmitter.EmitDispatcher(pair.Left, pair.Right));
        });
    }

    private static void EmitEach<T>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<T> models,
        IncrementalValueProvider<GenerationOptions> options,
        Func<T, string> name,
        Func<T, GenerationOptions, SourceText> emit) =>
        context.RegisterSourceOutput(models.Combine(options), (output, pair) => output.AddSource($"{name(pair.Left)}.g.cs", emit(pair.Left, pair.Right)));

    private static SchemaText? ReadText(AdditionalText file, AnalyzerConfigOptionsProvider options, System.Threading.CancellationToken cancellationToken)
    {
        var metadata = options.GetOptions(file);
        return metadata.TryGetValue("build_metadata.AdditionalFiles.PartneroSchemaOrigin", out var origin) && origin.Length > 0
            && file.GetText(cancellationToken) is { } text
            ? new SchemaText(
                file.Path,
                text,
                metadata.TryGetValue("build_metadata.AdditionalFiles.PartneroSchemaKind", out var kind) ? kind : "",
                isBuiltIn: origin == "builtin")
            : null;
    }

    private static (GenerationOptions Options, EquatableArray<DiagnosticInfo> Diagnostics) ReadOptions(AnalyzerConfigOptionsProvider provider)
    {
        var diagnostics = new List<DiagnosticInfo>();
        var visibility = Read("PartneroVisibility") ?? "public";
        if (visibility is not ("public" or "internal"))
        {
            diagnostics.Add(BadOption("PartneroVisibility", visibility, "public or internal"));
            visibility = "public";
        }

        var @namespace = Read("PartneroNamespace") ?? (Read("RootNamespace") is { } root ? Naming.Namespace(root) + ".PartneroWebhooks" : "PartneroWebhooks");
        if (!@namespace.Split('.').All(SyntaxFacts.IsValidIdentifier))
        {
            diagnostics.Add(BadOption("PartneroNamespace", @namespace, "the name of a namespace, such as Shop.Webhooks"));
            @namespace = "PartneroWebhooks";
        }

        // A part that is a keyword, as in MyApp.event, is escaped rather than refused.
        var escaped = string.Join(".", @namespace.Split('.').Select(part => SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None ? part : "@" + part));
        return (new(escaped, visibility), diagnostics.ToEquatableArray());

        string? Read(string name) =>
            provider.GlobalOptions.TryGetValue("build_property." + name, out var value) && value.Length > 0 ? value : null;

        static DiagnosticInfo BadOption(string name, string value, string expected) =>
            new(SchemaDiagnostics.BadOption.Id, "", default, default, new(["The property " + name, value, expected]));
    }
}
