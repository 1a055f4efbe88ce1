using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>Which rows of an EF Core model a database takes once only, as far as the project's own code shows.</summary>
internal static class UniqueRows
{
    /// <summary>The type whose rows a call of the model makes unique by more than a number that is given to each: <c>HasKey</c>, <c>HasAlternateKey</c>, <c>IsUnique</c>.</summary>
    public static ITypeSymbol? Of(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "HasKey" or "HasAlternateKey" when !IsOfNumber(call) => RowOf(call),
        "IsUnique" when call.Arguments.Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Boolean).All(argument => argument.Value.ConstantValue is not { HasValue: true, Value: false }) => RowOf(call),
        _ => null,
    };

    /// <summary>Whether attributes make its rows unique, or it is looked for by what EF Core takes for its key.</summary>
    /// <param name="row">The type of the rows.</param>
    /// <param name="asked">The properties that are looked for.</param>
    public static bool IsMarked(ITypeSymbol row, IReadOnlyCollection<IPropertySymbol> asked) =>
        row.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "PrimaryKeyAttribute"
            || (attribute.AttributeClass?.Name is "IndexAttribute" && attribute.NamedArguments.Any(named => named.Key == "IsUnique" && named.Value.Value is true)))
        || asked.Any(property => property.Name == "Id" || property.Name == row.Name + "Id" || property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "KeyAttribute"));

    /// <summary>Whether one of the types that a model makes unique is a type of rows: itself, what it derives from, or any that a model's own class is written for.</summary>
    public static bool Covers(IEnumerable<ITypeSymbol> unique, ITypeSymbol row) => unique.Any(one => one is ITypeParameterSymbol any ? any.ConstraintTypes.All(constraint => IsOf(row, constraint)) : IsOf(row, one));

    /// <summary>Whether a type is another, derives from it, or implements it.</summary>
    public static bool IsOf(ITypeSymbol type, ITypeSymbol other)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(one, other))
                return true;
        }

        return type.AllInterfaces.Contains(other, SymbolEqualityComparer.Default);
    }

    /// <summary>Whether the key is a whole number, as it is given to each row.</summary>
    private static bool IsOfNumber(IInvocationOperation call)
    {
        var parts = call.Descendants().OfType<IPropertyReferenceOperation>().ToList();
        return parts.Count > 0 && parts.All(part => part.Property.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64);
    }

    /// <summary>The row of the builder at the beginning of a chain.</summary>
    private static ITypeSymbol? RowOf(IInvocationOperation call)
    {
        for (IOperation? one = call; one is not null; one = one is IInvocationOperation inner ? Calls.Receiver(inner) : null)
        {
            if (one.Type is INamedTypeSymbol { TypeArguments.Length: > 0 } builder && builder.Name is "EntityTypeBuilder" or "IndexBuilder" or "KeyBuilder")
                return builder.TypeArguments[0];
        }

        return null;
    }
}
