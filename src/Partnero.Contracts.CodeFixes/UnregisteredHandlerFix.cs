using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Partnero.Contracts.Analyzers;
using Partnero.Contracts.Analyzers.Rules;

namespace Partnero.Contracts.CodeFixes;

/// <summary>PTN0207: registers it, at the end of the chain that begins with AddPartneroWebhooks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnregisteredHandlerFix : CodeFixProvider
{
    /// <summary>Creates it.</summary>
    [ImportingConstructor]
    public UnregisteredHandlerFix()
    {
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(Descriptors.Unregistered.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var solution = context.Document.Project.Solution;
            context.RegisterCodeFix(CodeAction.Create("Register it", token => RegisterAsync(solution, [diagnostic], token), equivalenceKey: nameof(UnregisteredHandlerFix)), diagnostic);
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds the calls that are missing, all of them at the one program that the diagnostics name.</summary>
    private static async Task<Solution> RegisterAsync(Solution solution, IReadOnlyList<Diagnostic> missing, CancellationToken cancellationToken)
    {
        var program = missing[0].AdditionalLocations[0];
        var document = solution.GetDocument(program.SourceTree)!;
        var root = await program.SourceTree!.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var end = (ExpressionSyntax)root.FindNode(program.SourceSpan, getInnermostNodeForTie: true);
        while (end.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } member && member.Expression == end)
            end = outer;
        // On lines of their own, where the last call of the chain is on one.
        var lead = end is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax last } && last.OperatorToken.LeadingTrivia.Any(SyntaxKind.WhitespaceTrivia)
            ? last.Expression.GetTrailingTrivia().ToFullString() + last.OperatorToken.LeadingTrivia.ToFullString()
            : "";
        var calls = missing.Select(diagnostic => $"{lead}.{diagnostic.Properties[UnregisteredHandlerAnalyzer.MissingCall]}");
        var longer = SyntaxFactory.ParseExpression(end.WithoutTrailingTrivia().ToFullString() + string.Concat(calls)).WithTriviaFrom(end);
        return solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(end, longer));
    }

    /// <summary>All of a project at once, since they are added to one chain.</summary>
    private sealed class All : FixAllProvider
    {
        public static All Instance { get; } = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var missing = await fixAllContext.GetAllDiagnosticsAsync(fixAllContext.Project).ConfigureAwait(false);
            return missing.IsEmpty ? null : CodeAction.Create("Register all of them", token => RegisterAsync(fixAllContext.Solution, missing, token), equivalenceKey: nameof(UnregisteredHandlerFix));
        }
    }
}
