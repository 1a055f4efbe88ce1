using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>A look at what is remembered, which decides whether a delivery goes on, and an insert into the same on the way that goes on.</summary>
internal sealed class RememberingLook
{
    private RememberingLook(IInvocationOperation call, ITypeSymbol? row, IReadOnlyCollection<IPropertySymbol> asked) => (Call, Row, Asked) = (call, row, asked);

    /// <summary>What looks.</summary>
    public IInvocationOperation Call { get; }

    /// <summary>The type of the rows, in EF Core; null for a collection or a cache.</summary>
    public ITypeSymbol? Row { get; }

    /// <summary>Which properties of the row are looked for.</summary>
    public IReadOnlyCollection<IPropertySymbol> Asked { get; }

    public static IEnumerable<RememberingLook> FindAll(IOperation member)
    {
        var flow = MemberFlow.Around(member);
        if (flow.All.Any(IsTurn) || IsCaught(member))
            yield break;
        foreach (var check in ExistenceCheck.FindAll(flow).Where(check => Decides(check, flow)))
        {
            if (Store.Of(check.Look) is not { } store || !flow.All.Any(one => Store.IsInsert(one, store) && IsOnTheWay(one, check)))
                continue;
            var row = store as ITypeSymbol;
            yield return new(check.Look, row, [.. check.Look.Arguments.SelectMany(argument => argument.Descendants()).OfType<IPropertyReferenceOperation>()
                .Select(one => one.Property).Where(property => row is not null && UniqueRows.IsOf(row, property.ContainingType))]);
        }
    }

    /// <summary>Whether only one at a time comes here.</summary>
    private static bool IsTurn(IOperation operation) => operation switch
    {
        ILockOperation => true,
        IObjectCreationOperation created => Calls.NameOf(created.Type) == "System.Transactions.TransactionScope",
        IFieldReferenceOperation field => field.Field.Name == "Serializable" && field.Field.ContainingType.Name == "IsolationLevel",
        IInvocationOperation { TargetMethod: var method } => method.Name.StartsWith("Acquire", StringComparison.Ordinal) || method.Name.Contains("Lock") || method.ContainingType.Name is "Monitor" or "Mutex" or "SemaphoreSlim" or "Lock",
        ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } => text.IndexOf("lock", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("FOR UPDATE", StringComparison.OrdinalIgnoreCase) >= 0,
        _ => false,
    };

    /// <summary>Whether the type catches exceptions, and may so see a row that is there already.</summary>
    private static bool IsCaught(IOperation member) =>
        (member.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? member.Syntax).DescendantNodes().Any(node => node is CatchClauseSyntax);

    /// <summary>Whether the delivery goes on where it is new, and there alone.</summary>
    private static bool Decides(ExistenceCheck check, MemberFlow flow)
    {
        if (GoesOn(check.Found))
            return false;
        return ExistenceCheck.Ends(check.Found) || (GoesOn(check.New) && !flow.All.Any(one => IsNext(one) && one.Syntax.SpanStart > check.Condition.Syntax.Span.End));
    }

    private static bool IsOnTheWay(IOperation insert, ExistenceCheck check)
    {
        var place = insert.Syntax.SpanStart;
        return check.New?.Syntax.Span.Contains(place) == true || place > check.Condition.Syntax.Span.End;
    }

    private static bool GoesOn(IOperation? way) => way is not null && ExistenceCheck.Inside(way).Any(IsNext);

    private static bool IsNext(IOperation operation) => operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke, ContainingType.Name: "WebhookContinuation" } };
}
