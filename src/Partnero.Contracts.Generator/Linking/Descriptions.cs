using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Joins two descriptions of one property, as the parts of an <c>allOf</c> may have. Their order says nothing.</summary>
internal static class Descriptions
{
    private const int OfValues = 3;
    private const int OfParts = 2;
    private const int OfFormat = 1;

    private static readonly string[] Parts = ["properties", "required", "items", "additionalProperties", "allOf"];

    /// <summary>What stands for two objects of which each part holds.</summary>
    private static readonly JsonObject EachPart = new(default, []);

    /// <summary>The description that holds where both do: the narrower one, or the object that has the properties of both. Its role is strict where that of either is.</summary>
    /// <returns>Null where neither is narrower, and they are no two objects.</returns>
    public static SchemaNode? Join(SchemaNode first, SchemaNode second, SchemaSet schemas) => schemas.Joined(first, second, JoinNew);

    private static SchemaNode? JoinNew(SchemaNode first, SchemaNode second, SchemaSet schemas)
    {
        if (JoinShapes(first, second, schemas) is not { } joined)
            return null;
        var role = Roles.StrictOf(first.Schema, schemas) ?? Roles.StrictOf(second.Schema, schemas);
        return role is null || Roles.StrictOf(joined.Schema, schemas) is not null ? joined : joined with { Schema = Roles.With(joined.Schema, role) };
    }

    private static SchemaNode? JoinShapes(SchemaNode first, SchemaNode second, SchemaSet schemas)
    {
        var (target, otherTarget) = (schemas.Resolve(first), schemas.Resolve(second));
        if (ReferenceEquals(target.Schema, otherTarget.Schema) || otherTarget.Schema.SaysNothing())
            return first;
        if (target.Schema.SaysNothing())
            return second;
        var (types, otherTypes) = (schemas.Idioms.TypesOf(target.Schema), schemas.Idioms.TypesOf(otherTarget.Schema));
        if (types == otherTypes)
            return JoinAlike(target, otherTarget, schemas) switch
            {
                null => null,
                var joined when ReferenceEquals(joined, target.Schema) => first,
                var joined when ReferenceEquals(joined, otherTarget.Schema) => second,
                var joined when ReferenceEquals(joined, EachPart) => first with { Schema = Both(first.Schema, second.Schema) },
                var joined => first with { Schema = joined },
            };
        return (types & otherTypes) == types ? Unions.Narrow(second, first, types, schemas)
            : (types & otherTypes) == otherTypes ? Unions.Narrow(first, second, otherTypes, schemas)
            : null;
    }

    /// <summary>Of two schemas of the same types, the one that says more, or something new where what both say must hold.</summary>
    private static JsonObject? JoinAlike(SchemaNode first, SchemaNode second, SchemaSet schemas)
    {
        var (one, other) = ((JsonObject)first.Schema, (JsonObject)second.Schema);
        if (SaysOnlyTypes(other) || AreEqual(one, other))
            return one;
        if (SaysOnlyTypes(one))
            return other;
        if (first.Schema.Branches().Count > 0 || second.Schema.Branches().Count > 0)
            return null;
        if (first.Schema.ListedValues() is { } values && second.Schema.ListedValues() is { } others)
            return values.All(value => others.Any(item => AreEqual(value, item))) ? one : others.All(value => values.Any(item => AreEqual(value, item))) ? other : null;
        if (Detail(one) != Detail(other))
            return Detail(one) > Detail(other) ? one : other;
        return Detail(one) switch
        {
            OfParts when first.Schema.Is(JsonTypes.Object) && !(first.Schema.DescribesNoNames() && second.Schema.DescribesNoNames()) => EachPart,
            OfParts => JoinItems(first, second, schemas),
            OfFormat => one.Text("format") == other.Text("format") ? one : null,
            _ => one,
        };
    }

    /// <summary>Of two lists or two maps, the one whose values are the narrower.</summary>
    private static JsonObject? JoinItems(SchemaNode first, SchemaNode second, SchemaSet schemas)
    {
        var (one, other) = ((JsonObject)first.Schema, (JsonObject)second.Schema);
        var keyword = first.Schema.Is(JsonTypes.Array) ? "items" : "additionalProperties";
        if (one[keyword] is not { } item || other[keyword] is not { } otherItem)
            return null;
        return Join(first with { Schema = item }, second with { Schema = otherItem }, schemas)?.Schema switch
        {
            null => null,
            var joined when ReferenceEquals(joined, item) => one,
            var joined when ReferenceEquals(joined, otherItem) => other,
            var joined => new(one.Span, [.. one.Members.Select(member => member.Name == keyword ? new JsonMember(keyword, member.NameSpan, joined) : member)]),
        };
    }

    /// <summary>What an <c>allOf</c> whose parts are not all objects comes to: the narrowest of its parts and of what stands beside it. Their roles it does not join.</summary>
    /// <returns>Null where one of them leads nowhere, or there is no narrowest.</returns>
    public static SchemaNode? JoinAll(SchemaNode node, JsonObject schema, SchemaSet schemas)
    {
        var beside = new JsonObject(schema.Span, [.. schema.Members.Where(member => member.Name != "allOf")]);
        var joined = node with { Schema = beside };
        foreach (var part in ((JsonArray)schema["allOf"]!).Items)
        {
            if (schemas.Resolve(node with { Schema = part }).Schema is JsonObject { } target && target["$ref"] is not null)
                return null;
            if (JoinShapes(joined, node with { Schema = part }, schemas) is not { } narrower)
                return null;
            joined = narrower;
        }

        // What a part says of properties or items would be lost, where another part is the narrower.
        var others = ((JsonArray)schema["allOf"]!).Items.Append(beside).Where(part => !ReferenceEquals(part, joined.Schema)).Select(part => schemas.Resolve(node with { Schema = part }).Schema);
        return ReferenceEquals(joined.Schema, beside) || joined.Schema is not JsonObject result || result["allOf"] is not null || others.Any(Describes)
            ? null : joined;
    }

    /// <summary>Whether a schema describes properties or items, and is no mere list of values.</summary>
    public static bool Describes(JsonValue schema) => schema is JsonObject description && Detail(description) == OfParts;

    /// <summary>How much a schema says beyond its types: a list of values, then properties and items, then a format.</summary>
    private static int Detail(JsonObject schema) =>
        ((JsonValue)schema).ListedValues() is not null ? OfValues
        : Parts.Any(name => schema[name] is not null) ? OfParts
        : schema["format"] is not null ? OfFormat : 0;

    /// <summary>Whether two values are the same, wherever they stand.</summary>
    public static bool AreEqual(JsonValue one, JsonValue other) => (one, other) switch
    {
        (JsonObject a, JsonObject b) => a.Members.Count == b.Members.Count && a.Members.All(member => b[member.Name] is { } value && AreEqual(member.Value, value)),
        (JsonArray a, JsonArray b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items, AreEqual).All(areEqual => areEqual),
        _ => one.Type == other.Type && one.Literal == other.Literal && one is not (JsonObject or JsonArray),
    };

    /// <summary>Whether a schema says which types a value has, and no more.</summary>
    public static bool SaysOnlyTypes(JsonValue schema) =>
        schema is JsonObject description && description.Members.All(member => member.Name == "type" || Keywords.IsAnnotation(member.Name));

    private static JsonObject Both(JsonValue one, JsonValue other) =>
        new(one.Span, [new JsonMember("allOf", one.Span, new JsonArray(one.Span, [one, other]))]);
}
