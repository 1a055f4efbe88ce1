using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>A condition that asks whether something is there already, and nothing else.</summary>
internal sealed class ExistenceCheck
{
    private static readonly string[] SaysFound = ["Any", "AnyAsync", "Exists", "ExistsAsync", "Contains", "ContainsAsync", "ContainsKey", "TryGetValue"];
    private static readonly string[] SaysNew = ["Add", "TryAdd"];
    private static readonly string[] Counts = ["Count", "CountAsync", "LongCount", "LongCountAsync"];
    private static readonly string[] Gives = ["Find", "FindAsync", "First", "FirstOrDefault", "FirstOrDefaultAsync", "SingleOrDefault", "SingleOrDefaultAsync", "Get", "GetAsync", "GetString", "GetStringAsync"];

    private ExistenceCheck(IConditionalOperation condition, IInvocationOperation look, bool isFoundWhenTrue)
    {
        (Condition, Look) = (condition, look);
        (Found, New) = isFoundWhenTrue ? (condition.WhenTrue, condition.WhenFalse) : (condition.WhenFalse, condition.WhenTrue);
    }

    public IConditionalOperation Condition { get; }

    /// <summary>The call that looks.</summary>
    public IInvocationOperation Look { get; }

    /// <summary>What is done where it is there; null where nothing is written for that.</summary>
    public IOperation? Found { get; }

    /// <summary>What is done where it is new; null where nothing is written for that.</summary>
    public IOperation? New { get; }

    public static IEnumerable<ExistenceCheck> FindAll(MemberFlow flow) =>
        from condition in flow.All.OfType<IConditionalOperation>()
        from asked in Asked(condition.Condition, isFound: true, flow)
        select new ExistenceCheck(condition, asked.Look, asked.IsFound);

    /// <summary>Whether the member ends in what is written for a way. What a function within it does is its own.</summary>
    public static bool Ends(IOperation? way) => way is not null && Inside(way).Any(one => one is IReturnOperation);

    /// <summary>All of it, without the functions in it.</summary>
    public static IEnumerable<IOperation> Inside(IOperation way)
    {
        yield return way;
        foreach (var part in way.ChildOperations.Where(part => part is not (IAnonymousFunctionOperation or ILocalFunctionOperation)))
        {
            foreach (var inner in Inside(part))
                yield return inner;
        }
    }

    /// <param name="asked">The condition, or a part of it.</param>
    /// <param name="isFound">Whether the condition is true where what is looked for is there, if this part is.</param>
    /// <param name="flow">Tells what variables were set to.</param>
    private static IEnumerable<(IInvocationOperation Look, bool IsFound)> Asked(IOperation asked, bool isFound, MemberFlow flow)
    {
        switch (Origins.Bare(asked))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Asked(not.Operand, !isFound, flow);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                return Asked(both.LeftOperand, isFound, flow).Concat(Asked(both.RightOperand, isFound, flow));
            case IIsPatternOperation { Pattern: var pattern } matched:
                return IsNull(pattern) is { } isNull ? Given(matched.Value, isNull ? !isFound : isFound, flow) : [];
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared when IsNothing(compared.RightOperand):
                return Given(compared.LeftOperand, compared.OperatorKind == BinaryOperatorKind.Equals ? !isFound : isFound, flow);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan } more when IsNothing(more.RightOperand):
                return Given(more.LeftOperand, isFound, flow);
            case ILocalReferenceOperation variable:
                return flow.SetTo(variable.Local) is { Count: 1 } set ? Asked(set[0], isFound, flow) : [];
            case IInvocationOperation call when SaysFound.Contains(call.TargetMethod.Name):
                return [(call, isFound)];
            case IInvocationOperation call when SaysNew.Contains(call.TargetMethod.Name):
                return [(call, !isFound)];
            default:
                return [];
        }
    }

    private static bool? IsNull(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => true,
        INegatedPatternOperation { Pattern: var inner } => !IsNull(inner),
        IRecursivePatternOperation => false,
        _ => null,
    };

    private static bool IsNothing(IOperation operation) => Origins.Bare(operation).ConstantValue is { HasValue: true, Value: null or 0 or 0L };

    /// <summary>What gives something, or nothing.</summary>
    private static IEnumerable<(IInvocationOperation Look, bool IsFound)> Given(IOperation value, bool isFound, MemberFlow flow) => Origins.Bare(value) switch
    {
        IInvocationOperation call when Gives.Contains(call.TargetMethod.Name) || Counts.Contains(call.TargetMethod.Name) => [(call, isFound)],
        ILocalReferenceOperation variable when flow.SetTo(variable.Local) is { Count: 1 } set => Given(set[0], isFound, flow),
        _ => [],
    };
}
