using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Partnero.Contracts.Analyzers;

namespace Partnero.Contracts.CodeFixes;

/// <summary>PTN0206: where a secret is missing, the start ends, in the place of a secret that all know.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LiteralSecretFix : ConsumerCodeFix
{
    /// <summary>Creates it.</summary>
    [ImportingConstructor]
    public LiteralSecretFix()
        : base(Descriptors.LiteralSecret, "Throw where the secret is missing")
    {
    }

    private protected override (SyntaxNode Old, SyntaxNode Replacement)? Replace(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        node is ExpressionSyntax { Parent: BinaryExpressionSyntax coalesce } literal && coalesce.IsKind(SyntaxKind.CoalesceExpression) && coalesce.Right == literal
            ? (literal, Parse("throw new System.InvalidOperationException(\"Partnero's signing secret is not configured.\")"))
            : null;
}
