using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Joins two descriptions of one property, as the parts of an <c>allOf</c> may have. Their order says nothing.</summary>
internal static class Descriptions
{
    private static readonly string[] OfParts = ["properties", "items", "additionalProperties", "allOf"];

    /// <summary>The description that holds where both do: the narrower one, or the object that has the properties of both.</summary>
    /// <returns>Null where neither is narrower, and they are no two objects.</returns>
    public static JsonValue? Join(SchemaNode first, SchemaNode second, SchemaSet schemas)
    {
        var (one, other) = (first.Schema, second.Schema);
        var (target, otherTarget) = (schemas.Resolve(first).Schema, schemas.Resolve(second).Schema);
        if (ReferenceEquals(target, otherTarget) || SaysNothing(otherTarget))
            return one;
        if (SaysNothing(target))
            return other;
        if (target.Branches().Count > 0 || otherTarget.Branches().Count > 0)
            return null;

        var (types, otherTypes) = (target.Types(), otherTarget.Types());
        if (types == otherTypes)
            return Detail(target) == Detail(otherTarget) && types == JsonTypes.Object && HasProperties(target) && HasProperties(otherTarget) ? Both(one, other)
                : Detail(target) >= Detail(otherTarget) ? one : other;
        return (types & otherTypes) == types ? one : (types & otherTypes) == otherTypes ? other : null;
    }

    /// <summary>How much a schema says beyond its types: a list of values, then properties and items, then a format.</summary>
    private static int Detail(JsonValue schema) =>
        schema.ListedValues() is not null ? 3
        : schema is JsonObject description && OfParts.Any(name => description[name] is not null) ? 2
        : schema is JsonObject { } text && text["format"] is not null ? 1 : 0;

    private static bool HasProperties(JsonValue schema) => schema is JsonObject description && description["properties"] is not null;

    private static bool SaysNothing(JsonValue schema) =>
        schema is JsonBoolean { Value: true } || (schema is JsonObject description && description.Members.All(member => Keywords.IsAnnotation(member.Name)));

    private static JsonObject Both(JsonValue one, JsonValue other) =>
        new(one.Span, [new JsonMember("allOf", one.Span, new JsonArray(one.Span, [one, other]))]);
}
