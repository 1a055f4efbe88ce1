using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>What runs on a developer's machine alone, as a condition around it says, or one that ends the member before it.</summary>
internal static class InDevelopment
{
    public static bool Stands(IOperation operation) => MemberFlow.Around(operation).All.OfType<IConditionalOperation>().Any(condition => Says(condition.Condition) is { } isDevelopment
        && (Holds(isDevelopment ? condition.WhenTrue : condition.WhenFalse, operation)
            || (ExistenceCheck.Ends(isDevelopment ? condition.WhenFalse : condition.WhenTrue) && operation.Syntax.SpanStart > condition.Syntax.Span.End)));

    private static bool Holds(IOperation? way, IOperation operation) => way is not null && way.Syntax.Span.Contains(operation.Syntax.Span);

    /// <returns>Whether a condition is true in development; null where it asks something else.</returns>
    private static bool? Says(IOperation condition)
    {
        switch (Origins.Bare(condition))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !Says(not.Operand);
            case IInvocationOperation { TargetMethod.Name: "IsDevelopment" }:
                return true;
            case IInvocationOperation { TargetMethod.Name: "IsEnvironment" } call when call.Arguments.Any(argument => IsName(argument.Value)):
                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } compared when IsName(compared.LeftOperand) || IsName(compared.RightOperand):
                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } compared when IsName(compared.LeftOperand) || IsName(compared.RightOperand):
                return false;
            case ILocalReferenceOperation variable when MemberFlow.Around(variable).SetTo(variable.Local) is { Count: 1 } set:
                return Says(set[0]);
            default:
                return null;
        }
    }

    private static bool IsName(IOperation operation) => Origins.Bare(operation) is var bare
        && (bare.ConstantValue is { HasValue: true, Value: "Development" } || bare is IFieldReferenceOperation { Field: { Name: "Development", ContainingType.Name: "Environments" } });
}
