using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers.Rules;

/// <summary>PTN0203: an interceptor looks whether it knows a delivery, and remembers it in a second step.</summary>
/// <remarks>Where a unique index refuses the second of two rows, the look is harmless: what the project shows of that is looked for first.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LookThenInsertAnalyzer : ConsumerAnalyzer
{
    /// <summary>Creates it.</summary>
    public LookThenInsertAnalyzer()
        : base(Descriptors.LookThenInsert)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context, ConsumerTypes types)
    {
        var looks = new ConcurrentBag<RememberingLook>();
        var unique = new ConcurrentBag<ITypeSymbol>();
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is not IMethodSymbol method || !types.IsInterceptor(method.ContainingType))
                return;
            foreach (var look in block.OperationBlocks.SelectMany(RememberingLook.FindAll))
                looks.Add(look);
        });
        context.RegisterOperationAction(
            inside =>
            {
                if (UniqueRows.Of((IInvocationOperation)inside.Operation) is { } row)
                    unique.Add(row);
            },
            OperationKind.Invocation);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var look in looks.Where(look => look.Row is null || (look.Row.DeclaringSyntaxReferences.Length > 0 && !UniqueRows.Covers(unique, look.Row) && !UniqueRows.IsMarked(look.Row, look.Asked))))
                end.ReportDiagnostic(At(look.Call));
        });
    }
}
