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
using Microsoft.CodeAnalysis.Simplification;
using Partnero.Contracts.Analyzers;
using Partnero.Contracts.Analyzers.Reading;
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
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => diagnostic.AdditionalLocations.Count > 0))
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
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var end = (ExpressionSyntax)root.FindNode(program.SourceSpan, getInnermostNodeForTie: true);
        while (end.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } member && member.Expression == end && IsBuilder(model!.GetTypeInfo(outer, cancellationToken).Type))
            end = outer;
        var registered = end.WithoutTrailingTrivia();
        foreach (var diagnostic in missing)
            registered = Call(registered, LeadOf(end), diagnostic.Properties[UnregisteredHandlerAnalyzer.MissingCall]!);
        return solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(end, registered.WithTrailingTrivia(end.GetTrailingTrivia())));
    }

    private static bool IsBuilder(ITypeSymbol? type) => Calls.NameOf(type) == "Partnero.Contracts.AspNetCore.PartneroWebhookBuilder";

    /// <summary>A line of its own, where the last call of the chain is on one.</summary>
    private static SyntaxTriviaList LeadOf(ExpressionSyntax chain) =>
        chain is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { OperatorToken: var dot } } && dot.LeadingTrivia is { Count: > 0 } trivia && trivia[trivia.Count - 1] is var space && space.IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(SyntaxFactory.EndOfLine("\n"), space)
            : default;

    /// <summary>Adds calls to a chain, with names as short as the file allows.</summary>
    private static ExpressionSyntax Call(ExpressionSyntax chain, SyntaxTriviaList lead, string calls)
    {
        // Written after a placeholder, whose place the chain then takes.
        var added = SyntaxFactory.ParseExpression($"_.{calls}");
        added = added.ReplaceNodes(added.DescendantNodes().OfType<NameSyntax>().Where(name => name is QualifiedNameSyntax), (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation));
        added = added.ReplaceTokens(added.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Select(access => access.OperatorToken), (dot, _) => dot.WithLeadingTrivia(lead));
        return added.ReplaceNode(added.DescendantNodes().OfType<IdentifierNameSyntax>().First(name => name.Identifier.Text == "_"), chain);
    }

    /// <summary>All of a project at once, since they are added to one chain.</summary>
    private sealed class All : FixAllProvider
    {
        public static All Instance { get; } = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var missing = (await fixAllContext.GetAllDiagnosticsAsync(fixAllContext.Project).ConfigureAwait(false)).RemoveAll(diagnostic => diagnostic.AdditionalLocations.Count == 0);
            return missing.IsEmpty ? null : CodeAction.Create("Register all of them", token => RegisterAsync(fixAllContext.Solution, missing, token), equivalenceKey: nameof(UnregisteredHandlerFix));
        }
    }
}
