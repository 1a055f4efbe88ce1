using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Partnero.Contracts.CodeFixes;

/// <summary>Replaces the code at a diagnostic by other code, where that is safe.</summary>
public abstract class ConsumerCodeFix : CodeFixProvider
{
    private readonly string _title;

    private protected ConsumerCodeFix(DiagnosticDescriptor rule, string title) => (_title, FixableDiagnosticIds) = (title, ImmutableArray.Create(rule.Id));

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Replace(node, model!, context.CancellationToken) is not var (old, replacement))
                continue;
            var document = context.Document;
            context.RegisterCodeFix(
                CodeAction.Create(_title, _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(old, replacement.WithTriviaFrom(old)))), equivalenceKey: GetType().Name), diagnostic);
        }
    }

    /// <summary>Whether a comment stands in it, for which what takes its place would have none.</summary>
    private protected static bool HasComment(SyntaxNode node) => node.DescendantTrivia().Any(trivia =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && node.Span.Contains(trivia.Span));

    /// <summary>An expression, in which names that begin with <c>System</c> are as short as the usings of the file allow.</summary>
    private protected static ExpressionSyntax Parse(string code)
    {
        var expression = SyntaxFactory.ParseExpression(code);
        return expression.ReplaceNodes(
            expression.DescendantNodes().Where(node => node is MemberAccessExpressionSyntax or QualifiedNameSyntax && node.ToString().StartsWith("System.", StringComparison.Ordinal)),
            (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    /// <returns>What is replaced, and by what; null where nothing safe is to be had.</returns>
    private protected abstract (SyntaxNode Old, SyntaxNode Replacement)? Replace(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken);
}
