using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers.Rules;

/// <summary>PTN0205: a handler, or an interceptor, begins work that nobody waits for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnawaitedWorkAnalyzer : ConsumerAnalyzer
{
    /// <summary>Creates it.</summary>
    public UnawaitedWorkAnalyzer()
        : base(Descriptors.UnawaitedWork)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context, ConsumerTypes types) => context.RegisterOperationBlockAction(block =>
    {
        if (!types.IsHandler(block.OwningSymbol.ContainingType) && !types.IsInterceptor(block.OwningSymbol.ContainingType))
            return;
        foreach (var operation in block.OperationBlocks.SelectMany(one => one.Descendants()))
        {
            if (Unawaited(operation) is { } work)
                block.ReportDiagnostic(At(work, NameOf(work)));
        }
    });

    private static IOperation? Unawaited(IOperation operation) => operation switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation call } when IsTask(call.Type) || IsQueued(call) => call,
        IExpressionStatementOperation { Operation: IConditionalAccessOperation access } when IsTask(access.Type) => access,
        ISimpleAssignmentOperation { Target: IDiscardOperation, Value: var value } when IsTask(Bare(value).Type) => Bare(value),
        _ => null,
    };

    private static IOperation Bare(IOperation value) => value is IConversionOperation conversion ? Bare(conversion.Operand) : value;

    private static bool IsTask(ITypeSymbol? type) => Calls.NameOf(type) is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask";

    /// <summary>Whether it is given to the pool, or to a thread.</summary>
    private static bool IsQueued(IInvocationOperation call) =>
        Calls.Is(call.TargetMethod, "System.Threading.ThreadPool", "QueueUserWorkItem", "UnsafeQueueUserWorkItem")
        || (Calls.Is(call.TargetMethod, "System.Threading.Thread", "Start", "UnsafeStart") && call.Instance is not null);

    private static string NameOf(IOperation work) => work is IInvocationOperation call ? $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}" : work.Syntax.ToString();
}
