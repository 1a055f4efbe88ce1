using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Received;

/// <summary>Joins several descriptions of one value, as the parts of an <c>allOf</c> have, to the narrowest, as the generator does.</summary>
internal sealed class ReadableDescriptions(SchemaIndex<SchemaElement> index, SchemaIdioms<SchemaElement> idioms)
{
    private const int OfValues = 3;
    private const int OfParts = 2;
    private const int OfFormat = 1;

    private static readonly string[] Parts = ["properties", "required", "items", "additionalProperties", "allOf"];

    /// <summary>The description that holds where both do: one of the two, or both, of an object that they describe in parts.</summary>
    /// <returns>None where neither is narrower.</returns>
    public IReadOnlyList<SchemaElement> Join(SchemaElement one, SchemaElement other)
    {
        var (target, otherTarget) = (index.Resolve(one), index.Resolve(other));
        if (target == otherTarget || otherTarget.SaysNothing())
            return [one];
        if (target.SaysNothing())
            return [other];
        var (types, otherTypes) = (idioms.TypesOf(target), idioms.TypesOf(otherTarget));
        if (types != otherTypes)
            return (types & otherTypes) == types ? [one] : (types & otherTypes) == otherTypes ? [other] : [];
        return JoinAlike(target, otherTarget) switch
        {
            [] => [],
            [var joined] => [joined == target ? one : other],
            _ => [one, other],
        };
    }

    /// <summary>What an <c>allOf</c> whose parts are not all objects comes to; null where there is no narrowest of its parts.</summary>
    public SchemaElement? JoinAll(SchemaElement schema)
    {
        var beside = Without(schema, "allOf");
        var parts = schema.Member("allOf")!.Items;
        var joined = beside;
        foreach (var part in parts)
        {
            if (index.Resolve(part).Member("$ref") is not null || Join(joined, part) is not [var narrower])
                return null;
            joined = narrower;
        }

        var others = parts.Append(beside).Where(part => part != joined).Select(index.Resolve);
        return joined == beside || joined.Type != JsonTypes.Object || joined.Member("allOf") is not null || others.Any(other => other.Type == JsonTypes.Object && Detail(other) == OfParts) ? null : joined;
    }

    private IReadOnlyList<SchemaElement> JoinAlike(SchemaElement one, SchemaElement other)
    {
        if (SaysOnlyTypes(other) || AreEqual(one, other))
            return [one];
        if (SaysOnlyTypes(one))
            return [other];
        if (one.Branches().Count > 0 || other.Branches().Count > 0)
            return [];
        if (one.ListedValues() is { } values && other.ListedValues() is { } others)
            return values.All(value => others.Any(item => AreEqual(value, item))) ? [one] : others.All(value => values.Any(item => AreEqual(value, item))) ? [other] : [];
        if (Detail(one) != Detail(other))
            return [Detail(one) > Detail(other) ? one : other];
        return Detail(one) switch
        {
            OfParts when one.Is(JsonTypes.Object) && !(one.DescribesNoNames() && other.DescribesNoNames()) => [one, other],
            OfParts => JoinItems(one, other),
            OfFormat => one.Member("format")!.Literal == other.Member("format")!.Literal ? [one] : [],
            _ => [one],
        };
    }

    private IReadOnlyList<SchemaElement> JoinItems(SchemaElement one, SchemaElement other)
    {
        var keyword = one.Is(JsonTypes.Array) ? "items" : "additionalProperties";
        if (one.Member(keyword) is not { } item || other.Member(keyword) is not { } otherItem || Join(item, otherItem) is not [var joined])
            return [];
        return joined == item ? [one] : [other];
    }

    private static SchemaElement Without(SchemaElement schema, string keyword)
    {
        var others = JsonNode.Parse(schema.Element.GetRawText())!.AsObject();
        others.Remove(keyword);
        return new(JsonSerializer.SerializeToElement(others));
    }

    private static int Detail(SchemaElement schema) =>
        schema.ListedValues() is not null ? OfValues : Parts.Any(name => schema.Member(name) is not null) ? OfParts : schema.Member("format") is not null ? OfFormat : 0;

    /// <summary>Whether two values are the same, wherever they stand.</summary>
    public static bool AreEqual(SchemaElement one, SchemaElement other) => JsonElement.DeepEquals(one.Element, other.Element);

    private static bool SaysOnlyTypes(SchemaElement schema) =>
        schema.Type == JsonTypes.Object && schema.Members.All(member => member.Key == "type" || Keywords.IsAnnotation(member.Key));
}
