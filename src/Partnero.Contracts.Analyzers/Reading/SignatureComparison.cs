using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>Two signatures, compared otherwise than in fixed time.</summary>
internal sealed class SignatureComparison
{
    private static readonly string[] Whole = ["Equals", "SequenceEqual", "Compare", "CompareOrdinal", "CompareTo", "SequenceCompareTo"];

    /// <summary>What asks for a part is of signatures only where both sides are: a scheme before one is asked for in the same way.</summary>
    private static readonly string[] OfPart = ["StartsWith", "EndsWith", "Contains"];

    private SignatureComparison(IOperation left, IOperation right, string said) => (Left, Right, Said) = (left, right, said);

    public IOperation Left { get; }

    public IOperation Right { get; }

    /// <summary>What compares: an operator, or a method's name.</summary>
    public string Said { get; }

    /// <returns>Null where an operation compares no signatures.</returns>
    public static SignatureComparison? Find(IOperation operation)
    {
        if (Sides(operation) is not { } found || !IsText(found.Left) || !IsText(found.Right) || !MemberFlow.Around(operation).HasSignature || Origins.IsInTree(operation))
            return null;
        var (left, right) = (IsSignature(found.Left), IsSignature(found.Right));
        return (OfPart.Contains(found.Said) ? left && right : left || right) ? found : null;
    }

    /// <summary>Whether what a call computes is compared, in any way, with what came from elsewhere: then it verifies, and does not sign what is sent.</summary>
    public static bool IsVerified(IInvocationOperation computed) => MemberFlow.Around(computed).All.Select(FixedOrNot).Any(sides =>
        sides is { } compared && ((Holds(compared.Left, computed) && !IsComputed(compared.Right)) || (Holds(compared.Right, computed) && !IsComputed(compared.Left))));

    private static SignatureComparison? FixedOrNot(IOperation operation) =>
        operation is IInvocationOperation { Arguments.Length: 2 } call && Calls.Is(call.TargetMethod, "System.Security.Cryptography.CryptographicOperations", "FixedTimeEquals")
            ? new(call.Arguments[0].Value, call.Arguments[1].Value, call.TargetMethod.Name)
            : Sides(operation);

    private static SignatureComparison? Sides(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary => new SignatureComparison(binary.LeftOperand, binary.RightOperand, "=="),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } binary => new SignatureComparison(binary.LeftOperand, binary.RightOperand, "!="),
        IInvocationOperation call when (Whole.Contains(call.TargetMethod.Name) || OfPart.Contains(call.TargetMethod.Name)) && Compared(call) is { Count: 2 } sides => new SignatureComparison(sides[0], sides[1], call.TargetMethod.Name),
        _ => null,
    };

    /// <summary>The two sides: the receiver and the first argument, or the first two arguments of a static method.</summary>
    private static IReadOnlyList<IOperation> Compared(IInvocationOperation call)
    {
        // A comparer is asked: it is no side itself.
        var isSide = call.Instance is not null && IsText(call.Instance);
        return [.. (isSide ? new[] { call.Instance! } : []).Concat(call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value)).Take(2)];
    }

    /// <summary>A text or bytes, and no constant: whether there is a signature at all may be asked in any way.</summary>
    private static bool IsText(IOperation operation)
    {
        var bare = Origins.Bare(operation);
        if (bare.ConstantValue.HasValue || bare is IDefaultValueOperation or IFieldReferenceOperation { Field: { IsStatic: true, Name: "Empty" } })
            return false;
        return IsText(bare.Type) || IsText(operation.Type);
    }

    private static bool IsText(ITypeSymbol? type) => type is not null && (type.SpecialType == SpecialType.System_String
        || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char }
        || Calls.NameOf(type) is "System.Span" or "System.ReadOnlySpan" or "System.Memory" or "System.ReadOnlyMemory" or "Microsoft.Extensions.Primitives.StringValues");

    private static bool Holds(IOperation side, IOperation part) => Origins.Of(side).Contains(part);

    private static bool IsComputed(IOperation side) => Origins.Of(side).Any(one => one is IInvocationOperation call && Calls.IsSignature(call));

    /// <summary>Whether it is computed, or came with the request. An entity tag may be computed like a signature, and tells no secret.</summary>
    private static bool IsSignature(IOperation side) => (IsComputed(side) && !IsBesideEntityTag(side)) || Origins.Of(side).Any(Calls.IsSignatureHeader);

    private static bool IsBesideEntityTag(IOperation side)
    {
        for (var one = side.Parent; one is IConversionOperation or IBinaryOperation or IArgumentOperation or IInvocationOperation; one = one.Parent)
        {
            if (one.Descendants().Any(part => part is IPropertyReferenceOperation { Property.Name: "IfNoneMatch" or "IfMatch" or "ETag" }))
                return true;
        }

        return false;
    }
}
