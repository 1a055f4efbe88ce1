using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>Reads schemas as idioms. The order of branches and of types says nothing.</summary>
internal sealed class SchemaIdioms<TNode>(SchemaIndex<TNode> index)
    where TNode : class, ISchemaNode<TNode>
{
    private const JsonTypes OfIds = JsonTypes.String | JsonTypes.Integer;
    private const JsonTypes OfNumericTexts = JsonTypes.String | JsonTypes.Number;

    /// <summary>What a schema is read as, or the one that it refers to.</summary>
    public SchemaReading<TNode> Of(TNode schema) => Of(schema, []);

    /// <summary>What a union is read as.</summary>
    /// <param name="branches">Its branches as they are written.</param>
    public SchemaReading<TNode> OfUnion(IReadOnlyList<TNode> branches) => OfUnion(branches, []);

    /// <summary>The types that a value may have: of a choice those of its branches, of an <c>allOf</c> those that all parts allow.</summary>
    public JsonTypes TypesOf(TNode schema) => TypesOf(schema, []);

    private JsonTypes TypesOf(TNode schema, Dictionary<TNode, JsonTypes> known)
    {
        var target = index.Resolve(schema);
        if (known.TryGetValue(target, out var types))
            return types;
        // What leads back here adds nothing to what is said here.
        known[target] = types = target.Types();
        if (target.Branches() is { Count: > 0 } branches)
            types &= branches.Aggregate(JsonTypes.None, (all, branch) => all | TypesOf(branch, known));
        types = (target.Member("allOf")?.Items ?? []).Aggregate(types, (all, part) => all & TypesOf(part, known));
        return known[target] = types;
    }

    private SchemaReading<TNode> Of(TNode schema, HashSet<TNode> open)
    {
        var target = index.Resolve(schema);
        if (!open.Add(target))
            return new(SchemaIdiom.None, false, []);
        return target.ChoiceOfParts() is not null ? new(OfOne(target), AllowsNull(target), InOrder([.. target.Branches()], _ => false))
            : target.Branches() is { Count: > 0 } branches ? OfUnion(branches, open)
            : new(OfOne(target), AllowsNull(target), []);
    }

    /// <summary>An object or an empty list may be one schema, whose keywords for lists allow no item, or say nothing of items: who describes a list says what is in it.</summary>
    private SchemaIdiom OfOne(TNode schema) =>
        !schema.Is(JsonTypes.Object | JsonTypes.Array) || !(AllowsNoItem(schema) || SaysNothingOfItems(schema)) ? OfTypes(schema.Types(), [schema])
        : schema.DescribesNoNames() ? SchemaIdiom.Map
        : SchemaIdiom.EmptiedObject;

    private SchemaReading<TNode> OfUnion(IReadOnlyList<TNode> written, HashSet<TNode> open)
    {
        var branches = written.Select(index.Resolve).ToList();
        var others = branches.Where(branch => !branch.IsNull()).ToList();
        var isNullable = others.Count < branches.Count || others.Exists(AllowsNull);
        if (others is [var only])
        {
            var reading = Of(only, open);
            return new(reading.Idiom, isNullable || reading.IsNullable, InOrder(branches, _ => false), reading.Identity);
        }

        if (OfTypes(AllTypes(others), others) is var idiom && idiom != SchemaIdiom.None)
            return new(idiom, isNullable, InOrder(branches, branch => IsOther(idiom, branch)));
        if (others is [var one, var two] && (Pair(one, two) ?? Pair(two, one)) is var (pair, other, identity))
            return new(pair, isNullable, InOrder(branches, branch => ReferenceEquals(branch, other)), identity);
        return new(SchemaIdiom.None, isNullable, InOrder(branches, _ => false));
    }

    /// <summary>The idioms that types alone make, of one schema or of several.</summary>
    private static SchemaIdiom OfTypes(JsonTypes types, IReadOnlyList<TNode> schemas) => (types & ~JsonTypes.Null) switch
    {
        JsonTypes.String when schemas.All(schema => schema.KnownTexts() is not null) => SchemaIdiom.ClosedSet,
        JsonTypes.String when schemas.Any(schema => schema.KnownTexts() is not null) => SchemaIdiom.OpenSet,
        JsonTypes.String => SchemaIdiom.Text,
        OfIds => SchemaIdiom.Id,
        OfNumericTexts => SchemaIdiom.NumericText,
        _ => SchemaIdiom.None,
    };

    private static bool IsOther(SchemaIdiom idiom, TNode branch) => idiom switch
    {
        SchemaIdiom.OpenSet => branch.KnownTexts() is null,
        SchemaIdiom.Id => !branch.Is(JsonTypes.String) && !branch.Is(OfIds),
        SchemaIdiom.NumericText => branch.Is(JsonTypes.String),
        _ => false,
    };

    /// <summary>What PHP or the sender makes of one thing, in the order of the usual and the other shape.</summary>
    private (SchemaIdiom Idiom, TNode Other, string? Identity)? Pair(TNode usual, TNode other)
    {
        if (usual.Is(JsonTypes.Object) && IsEmptyList(other))
            return (usual.IsMap() ? SchemaIdiom.Map : SchemaIdiom.EmptiedObject, other, null);
        if (usual.Is(JsonTypes.Array) && !IsEmptyList(usual) && other.IsMap() && other.Member("additionalProperties") is { } items && !index.Resolve(items).ForbidsEverything())
            return (SchemaIdiom.List, other, null);
        if (usual.Is(JsonTypes.Object) && IsTextOrId(other) && IdentityOf(usual) is { } identity)
            return (SchemaIdiom.Reference, other, identity);
        return null;
    }

    /// <summary>However it is written: no items, no value for an item, or the empty list itself.</summary>
    private bool IsEmptyList(TNode schema) =>
        schema.Is(JsonTypes.Array)
        && (AllowsNoItem(schema) || schema.ListedValues()?.All(value => value.Type != JsonTypes.Array || value.Items.Count == 0) == true);

    private bool AllowsNoItem(TNode schema) =>
        schema.Member("maxItems")?.ToCount() == 0 || (schema.Member("items") is { } items && index.Resolve(items).ForbidsEverything());

    private static bool SaysNothingOfItems(TNode schema) =>
        !schema.Members.Any(member => member.Key is "items" or "minItems" or "maxItems" or "uniqueItems" or "contains" or "enum" or "const");

    /// <summary>The property that a bare id stands for: the only one that must be there, else the id.</summary>
    private string? IdentityOf(TNode schema)
    {
        var required = schema.Member("required")?.Items.Select(name => name.Literal).ToList() ?? [];
        var name = required is [var only] ? only : required.Find(name => name == "id");
        return name is not null && (schema.Member("properties")?.Member(name) is not { } property || IsTextOrId(index.Resolve(property))) ? name : null;
    }

    private static bool IsTextOrId(TNode schema) => schema.Is(JsonTypes.String) || schema.Is(OfIds);

    /// <summary>Whether a schema says that null is allowed: one that allows everything does not say it.</summary>
    public bool AllowsNull(TNode schema) => TypesOf(schema) is var types && types != JsonTypes.All && (types & JsonTypes.Null) != 0;

    private static JsonTypes AllTypes(IEnumerable<TNode> schemas)
    {
        var all = JsonTypes.None;
        foreach (var types in schemas.Select(schema => schema.Types()))
            all = types == JsonTypes.All ? JsonTypes.All : all | types;
        return all;
    }

    private static List<SchemaBranch<TNode>> InOrder(List<TNode> branches, System.Predicate<TNode> isOther) =>
    [
        .. branches
            .Select((branch, i) => new SchemaBranch<TNode>(i, branch, branch.IsNull() ? BranchPart.Null : isOther(branch) ? BranchPart.Other : BranchPart.Usual))
            .OrderBy(branch => branch.Part),
    ];
}
