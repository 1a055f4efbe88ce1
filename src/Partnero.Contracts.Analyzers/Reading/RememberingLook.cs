using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>A look at what is remembered, which decides whether a delivery goes on, and an insert into the same after it.</summary>
internal sealed class RememberingLook
{
    private static readonly string[] Looks =
    [
        "Any", "AnyAsync", "Count", "CountAsync", "LongCount", "LongCountAsync", "First", "FirstAsync", "FirstOrDefault", "FirstOrDefaultAsync", "Single", "SingleAsync", "SingleOrDefault", "SingleOrDefaultAsync",
        "All", "AllAsync", "Exists", "Contains", "ContainsAsync", "ContainsKey", "TryGetValue", "Get", "GetAsync", "GetString", "GetStringAsync",
    ];

    private static readonly string[] Inserts = ["Add", "AddAsync", "AddRange", "AddRangeAsync", "TryAdd", "Set", "SetAsync", "SetString", "SetStringAsync", "Attach"];

    private RememberingLook(IInvocationOperation call, ITypeSymbol? row, IReadOnlyCollection<IPropertySymbol> asked) => (Call, Row, Asked) = (call, row, asked);

    /// <summary>What looks.</summary>
    public IInvocationOperation Call { get; }

    /// <summary>The type of the rows, in EF Core; null for a collection or a cache.</summary>
    public ITypeSymbol? Row { get; }

    /// <summary>Which properties of the row are looked for.</summary>
    public IReadOnlyCollection<IPropertySymbol> Asked { get; }

    public static IEnumerable<RememberingLook> FindAll(IOperation member)
    {
        var inside = member.DescendantsAndSelf().ToList();
        if (inside.Any(IsTurn))
            yield break;
        var deciding = inside.OfType<IConditionalOperation>().Where(Decides).SelectMany(one => Origins.Of(one.Condition)).OfType<IInvocationOperation>().Distinct().ToList();
        foreach (var look in deciding.Where(call => Looks.Contains(call.TargetMethod.Name)))
        {
            if (StoreOf(look) is not { } store || !inside.Any(one => one.Syntax.SpanStart > look.Syntax.SpanStart && IsInsert(one, store)))
                continue;
            var row = store as ITypeSymbol;
            yield return new(look, row, [.. look.Arguments.SelectMany(argument => argument.Descendants()).OfType<IPropertyReferenceOperation>()
                .Select(one => one.Property).Where(property => SymbolEqualityComparer.Default.Equals(property.ContainingType, row))]);
        }
    }

    /// <summary>Whether only one at a time comes here, or a row that is there already is seen by its exception.</summary>
    private static bool IsTurn(IOperation operation) => operation switch
    {
        ILockOperation => true,
        ICatchClauseOperation => true,
        IInvocationOperation call => Calls.Is(call.TargetMethod, "System.Threading.SemaphoreSlim", "Wait", "WaitAsync"),
        IFieldReferenceOperation field => field.Field.Name == "Serializable" && field.Field.ContainingType.Name == "IsolationLevel",
        _ => false,
    };

    /// <summary>Whether it is decided here if the delivery goes on: one way has it handled, or one ends before that.</summary>
    private static bool Decides(IConditionalOperation condition) => new[] { condition.WhenTrue, condition.WhenFalse }.Any(way =>
        way is not null && (way.DescendantsAndSelf().Any(IsNext) || (way.DescendantsAndSelf().Any(one => one is IReturnOperation) && !way.DescendantsAndSelf().Any(IsNext))));

    private static bool IsNext(IOperation operation) => operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke, ContainingType.Name: "WebhookContinuation" } };

    private static bool IsInsert(IOperation operation, ISymbol store)
    {
        switch (operation)
        {
            case IInvocationOperation call when Inserts.Contains(call.TargetMethod.Name):
                // What says whether it was new decides by itself.
                if (call.TargetMethod.ReturnType.SpecialType == SpecialType.System_Boolean && call.Parent is not IExpressionStatementOperation)
                    return false;
                return Same(StoreOf(call), store) || call.Arguments.Any(argument => Same(Origins.Bare(argument.Value).Type, store));
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } target } }:
                return Same(SymbolOf(target), store);
            default:
                return false;
        }
    }

    /// <summary>What a call looks into, or inserts into: the type of EF Core's rows, or the variable of a collection or a cache.</summary>
    private static ISymbol? StoreOf(IInvocationOperation call)
    {
        var receiver = Calls.Receiver(call);
        while (receiver is not null)
        {
            var bare = Origins.Bare(receiver);
            if (bare.Type is INamedTypeSymbol { Name: "DbSet", TypeArguments.Length: 1 } set)
                return set.TypeArguments[0];
            if (bare is not IInvocationOperation inner)
                return IsStore(bare.Type) ? SymbolOf(bare) : null;
            receiver = Calls.Receiver(inner);
        }

        return null;
    }

    private static bool IsStore(ITypeSymbol? type) => Calls.NameOf(type) is
        "System.Collections.Generic.Dictionary" or "System.Collections.Generic.IDictionary" or "System.Collections.Generic.HashSet" or "System.Collections.Generic.ISet" or "System.Collections.Generic.List"
        or "System.Collections.Concurrent.ConcurrentDictionary" or "System.Collections.Concurrent.ConcurrentBag"
        or "Microsoft.Extensions.Caching.Memory.IMemoryCache" or "Microsoft.Extensions.Caching.Memory.MemoryCache" or "Microsoft.Extensions.Caching.Distributed.IDistributedCache";

    private static ISymbol? SymbolOf(IOperation operation) => Origins.Bare(operation) switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    private static bool Same(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
