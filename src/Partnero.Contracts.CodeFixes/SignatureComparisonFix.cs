using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Partnero.Contracts.Analyzers;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.CodeFixes;

/// <summary>PTN0202: compares in fixed time what was compared for equality.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SignatureComparisonFix : ConsumerCodeFix
{
    /// <summary>Creates it.</summary>
    [ImportingConstructor]
    public SignatureComparisonFix()
        : base(Descriptors.SignatureComparison, "Compare in fixed time")
    {
    }

    private protected override (SyntaxNode Old, SyntaxNode Replacement)? Replace(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        // What may not be there is another question, and a comment would have no place.
        if (node is not ExpressionSyntax whole || whole.Parent is ConditionalAccessExpressionSyntax || HasComment(whole) || model.GetOperation(whole, cancellationToken) is not { } operation || SignatureComparison.Find(operation) is not { } comparison)
            return null;
        // Of a comparison by other rules, as without regard to case, or of a part, fixed time would be another question.
        var isAsked = comparison.Said is "==" or "!=" || (comparison.Said is "Equals" or "SequenceEqual" && operation is Microsoft.CodeAnalysis.Operations.IInvocationOperation { Arguments.Length: <= 2 } call && call.Arguments.Length + (call.Instance is null ? 0 : 1) == 2);
        if (!isAsked || Bytes(comparison.Left, model, cancellationToken) is not { } left || Bytes(comparison.Right, model, cancellationToken) is not { } right)
            return null;
        var negation = comparison.Said == "!=" ? "!" : "";
        return (whole, Parse($"{negation}System.Security.Cryptography.CryptographicOperations.FixedTimeEquals({left}, {right})"));
    }

    /// <summary>A side as bytes.</summary>
    private static string? Bytes(IOperation side, SemanticModel model, CancellationToken cancellationToken)
    {
        var bare = Origins.Bare(side);
        if (bare.Syntax is not ExpressionSyntax expression)
            return null;
        if (expression.Parent is PostfixUnaryExpressionSyntax sure && sure.IsKind(SyntaxKind.SuppressNullableWarningExpression))
            expression = sure;
        var written = expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax ? expression.ToString() : $"({expression})";
        if (bare.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
            return expression.ToString();
        var text = (bare.Type?.SpecialType, Calls.NameOf(bare.Type)) switch
        {
            (SpecialType.System_String, _) => IsMaybeNull(expression, model, cancellationToken) ? $"{written} ?? \"\"" : expression.ToString(),
            (_, "Microsoft.Extensions.Primitives.StringValues") => $"{written}.ToString()",
            _ => null,
        };
        return text is null ? null : $"System.Text.Encoding.UTF8.GetBytes({text})";
    }

    private static bool IsMaybeNull(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(expression, cancellationToken).Nullability.FlowState == NullableFlowState.MaybeNull;
}
