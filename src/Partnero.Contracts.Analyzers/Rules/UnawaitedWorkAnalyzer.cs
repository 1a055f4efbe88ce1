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
        var type = block.OwningSymbol.ContainingType;
        if ((!types.IsHandler(type) && !types.IsInterceptor(type)) || IsOfOther(block.OwningSymbol, types))
            return;
        foreach (var operation in block.OperationBlocks.SelectMany(one => MemberFlow.Around(one).All))
        {
            if (Unawaited(operation) is { } work && !Origins.IsInTree(work))
                block.ReportDiagnostic(At(work, NameOf(work)));
        }
    });

    /// <summary>Whether a member does something for another interface, as the start of a hosted service: it is no part of a delivery.</summary>
    private static bool IsOfOther(ISymbol member, ConsumerTypes types) => member.ContainingType.AllInterfaces.Where(one => !types.IsOurs(one))
        .SelectMany(one => one.GetMembers()).Any(one => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(one), member));

    private static IOperation? Unawaited(IOperation operation) => operation switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation call } when (Calls.IsTask(call.Type) && !IsFollowed(call)) || IsQueued(call) => call,
        IExpressionStatementOperation { Operation: IConditionalAccessOperation access } when Calls.IsTask(access.Type) => access,
        IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { IsAsync: true, ReturnsVoid: true } } call } => call,
        IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { ReturnsVoid: true, Name: "Forget" or "FireAndForget" or "SafeFireAndForget" } } call } when Calls.IsTask(Calls.Receiver(call)?.Type) => call,
        // As an Action, whose caller has nothing to wait for.
        IAnonymousFunctionOperation { Symbol: { IsAsync: true, ReturnsVoid: true } } function => function,
        // A task that is there already, such as Task.CompletedTask, is no work.
        ISimpleAssignmentOperation { Target: IDiscardOperation, Value: var value } when Bare(value) is not (IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation) && Calls.IsTask(Bare(value).Type) && !IsFollowed(Bare(value)) => Bare(value),
        _ => null,
    };

    private static IOperation Bare(IOperation value) => value is IConversionOperation conversion ? Bare(conversion.Operand) : value;

    /// <summary>Whether something is only said of a task that a variable holds, which is awaited elsewhere.</summary>
    private static bool IsFollowed(IOperation work) => work is IInvocationOperation { TargetMethod.Name: "ContinueWith", Instance: ILocalReferenceOperation };

    /// <summary>Whether it is given to the pool, or to a thread.</summary>
    private static bool IsQueued(IInvocationOperation call) =>
        Calls.Is(call.TargetMethod, "System.Threading.ThreadPool", "QueueUserWorkItem", "UnsafeQueueUserWorkItem")
        || (Calls.Is(call.TargetMethod, "System.Threading.Thread", "Start", "UnsafeStart") && call.Instance is not null
            && !MemberFlow.Around(call).All.Any(one => one is IInvocationOperation other && Calls.Is(other.TargetMethod, "System.Threading.Thread", "Join")));

    private static string NameOf(IOperation work) => work is IInvocationOperation call ? $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}" : work is IAnonymousFunctionOperation ? "async" : work.Syntax.ToString();
}
