using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers.Rules;

/// <summary>PTN0202: a signature is compared by what ends at the first difference.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SignatureComparisonAnalyzer : ConsumerAnalyzer
{
    /// <summary>Creates it.</summary>
    public SignatureComparisonAnalyzer()
        : base(Descriptors.SignatureComparison)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context, ConsumerTypes types)
    {
        // Nobody takes the time of a test.
        if (!types.IsTest)
            context.RegisterOperationAction(Find, OperationKind.Binary, OperationKind.Invocation);
    }

    private void Find(OperationAnalysisContext context)
    {
        if (SignatureComparison.Find(context.Operation) is { } comparison)
            context.ReportDiagnostic(At(context.Operation, comparison.Said));
    }
}
