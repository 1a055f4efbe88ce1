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
        if (node is not ExpressionSyntax work || !IsTask(model.GetTypeInfo(work, cancellationToken).Type) || !IsInAsync(work))
            return null;
        var old = work.Parent is AssignmentExpressionSyntax assignment ? assignment : work;
        // Of what may not be there, there is nothing to await then.
        return work is ConditionalAccessExpressionSyntax ? null : (old, SyntaxFactory.AwaitExpression(work.WithoutTrivia()));
    }

    private static bool IsTask(ITypeSymbol? type) => Calls.NameOf(type) is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask";

    private static bool IsInAsync(SyntaxNode work) => work.Ancestors().FirstOrDefault(one => one is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };
}
