using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Partnero.Contracts.Analyzers;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.CodeFixes;

/// <summary>PTN0205: awaits what was begun, in a function that can.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnawaitedWorkFix : ConsumerCodeFix
{
    /// <summary>Creates it.</summary>
    [ImportingConstructor]
    public UnawaitedWorkFix()
        : base(Descriptors.UnawaitedWork, "Await it")
    {
    }

    private protected override (SyntaxNode Old, SyntaxNode Replacement)? Replace(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        // What is more than one call, or stands in a cast, would need another form.
        if (node is not InvocationExpressionSyntax work || !Calls.IsTask(model.GetTypeInfo(work, cancellationToken).Type) || !IsInAsync(work) || work.Ancestors().Any(one => one is LockStatementSyntax or UnsafeStatementSyntax or CatchFilterClauseSyntax))
            return null;
        SyntaxNode? old = work.Parent switch
        {
            ExpressionStatementSyntax => work,
            AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } assignment when assignment.Right == work => assignment,
            _ => null,
        };
        return old is null || HasComment(old) ? null : (old, SyntaxFactory.AwaitExpression(work.WithoutTrivia()));
    }

    private static bool IsInAsync(SyntaxNode work) => work.Ancestors().FirstOrDefault(one => one is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };
}
