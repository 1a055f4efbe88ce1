using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers;

/// <summary>What the analyzers have in common: when they look at a project at all.</summary>
public abstract class ConsumerAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a project that turns all of them off, as the compiler hands it on.</summary>
    private const string Switch = "build_property.PartneroAnalyzers";

    private readonly DiagnosticDescriptor _rule;

    private protected ConsumerAnalyzer(DiagnosticDescriptor rule) => (_rule, SupportedDiagnostics) = (rule, ImmutableArray.Create(rule));

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        // What is generated is read, since it may register or map something, and nothing is reported in it.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // A project that only references a consumer has the analyzers and not the package's property, so it could not turn them off.
            var isOn = start.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Switch, out var value) && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
            if (isOn && ConsumerTypes.Find(start.Compilation) is { } types)
                Start(start, types);
        });
    }

    private protected abstract void Start(CompilationStartAnalysisContext context, ConsumerTypes types);

    private protected Diagnostic At(IOperation operation, params object[] arguments) => At(operation.Syntax.GetLocation(), arguments);

    private protected Diagnostic At(Location location, params object[] arguments) => Diagnostic.Create(_rule, location, arguments);
}
