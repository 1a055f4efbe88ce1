using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>What calls look into, and insert into: the rows of a type, in EF Core, or a variable that holds a collection or a cache.</summary>
internal static class Store
{
    private static readonly string[] Inserts = ["Add", "AddAsync", "AddRange", "AddRangeAsync", "TryAdd", "Set", "SetAsync", "SetString", "SetStringAsync", "Attach"];

    /// <summary>The type of EF Core's rows, or the variable of a collection or a cache; null for anything else.</summary>
    public static ISymbol? Of(IInvocationOperation call)
    {
        var receiver = Calls.Receiver(call);
        while (receiver is not null)
        {
            var bare = Origins.Bare(receiver);
            if (bare.Type is INamedTypeSymbol { Name: "DbSet", TypeArguments.Length: 1 } set)
                return set.TypeArguments[0];
            if (bare is not IInvocationOperation inner)
                return IsKnown(bare.Type) ? VariableOf(bare) : null;
            receiver = Calls.Receiver(inner);
        }

        return null;
    }

    /// <summary>Whether an operation inserts into a store, in a step that does not itself say whether it was new.</summary>
    public static bool IsInsert(IOperation operation, ISymbol store)
    {
        switch (operation)
        {
            case IInvocationOperation call when Inserts.Contains(call.TargetMethod.Name):
                if (call.TargetMethod.ReturnType.SpecialType == SpecialType.System_Boolean && call.Parent is not IExpressionStatementOperation)
                    return false;
                return Same(Of(call), store) || call.Arguments.Any(argument => Same(Origins.Bare(argument.Value).Type, store));
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } target } }:
                return Same(VariableOf(target), store);
            default:
                return false;
        }
    }

    private static bool IsKnown(ITypeSymbol? type) => Calls.NameOf(type) is
        "System.Collections.Generic.Dictionary" or "System.Collections.Generic.IDictionary" or "System.Collections.Generic.HashSet" or "System.Collections.Generic.ISet" or "System.Collections.Generic.List"
        or "System.Collections.Concurrent.ConcurrentDictionary" or "System.Collections.Concurrent.ConcurrentBag"
        or "Microsoft.Extensions.Caching.Memory.IMemoryCache" or "Microsoft.Extensions.Caching.Memory.MemoryCache" or "Microsoft.Extensions.Caching.Distributed.IDistributedCache";

    private static ISymbol? VariableOf(IOperation operation) => Origins.Bare(operation) switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    private static bool Same(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
