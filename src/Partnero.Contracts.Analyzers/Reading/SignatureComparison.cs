using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>Two signatures, compared otherwise than in fixed time.</summary>
internal sealed class SignatureComparison
{
    private static readonly string[] Comparing = ["Equals", "SequenceEqual", "Compare", "CompareOrdinal", "CompareTo", "StartsWith", "EndsWith", "Contains", "StructuralEquals", "SequenceCompareTo"];

    private SignatureComparison(IOperation left, IOperation right, string said) => (Left, Right, Said) = (left, right, said);

    public IOperation Left { get; }

    public IOperation Right { get; }

    /// <summary>What compares: an operator, or a method's name.</summary>
    public string Said { get; }

    /// <returns>Null where an operation compares no signatures.</returns>
    public static SignatureComparison? Find(IOperation operation)
    {
        var found = operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary => new SignatureComparison(binary.LeftOperand, binary.RightOperand, "=="),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } binary => new SignatureComparison(binary.LeftOperand, binary.RightOperand, "!="),
            IInvocationOperation call when Comparing.Contains(call.TargetMethod.Name) && Compared(call) is { Count: 2 } sides => new SignatureComparison(sides[0], sides[1], call.TargetMethod.Name),
            _ => null,
        };
        return found is not null && IsText(found.Left) && IsText(found.Right) && (IsComputed(found.Left) || IsComputed(found.Right) || IsReceived(found.Left) || IsReceived(found.Right)) ? found : null;
    }

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
        if (bare.ConstantValue.HasValue || bare.Type is null)
            return false;
        return bare.Type.SpecialType == SpecialType.System_String
            || bare.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char }
            || Calls.NameOf(bare.Type) is "System.Span" or "System.ReadOnlySpan" or "System.Memory" or "System.ReadOnlyMemory" or "Microsoft.Extensions.Primitives.StringValues";
    }

    private static bool IsComputed(IOperation operation) => Origins.Of(operation).Any(one => one is IInvocationOperation call && Calls.IsSignature(call));

    /// <summary>Whether it is the header of a request, as it came.</summary>
    private static bool IsReceived(IOperation operation) => Origins.Of(operation).Any(Calls.IsSignatureHeader);
}
