using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>The roles of schemas, which are joined as their descriptions are: of several, a strict one wins.</summary>
internal static class Roles
{
    /// <summary>
    /// The role that forbids that a value is left out: what the schema says itself; else what it refers to, any part of its <c>allOf</c>, or the one branch beside null.
    /// </summary>
    /// <returns>Null where it has none, or one that is not strict.</returns>
    public static string? StrictOf(JsonValue schema, SchemaSet schemas) => StrictOf(schema, schemas, []);

    /// <summary>The same schema with a role.</summary>
    public static JsonValue With(JsonValue schema, string role) => new JsonObject(
        schema.Span,
        [new("allOf", schema.Span, new JsonArray(schema.Span, [schema])), new(OwnKeywords.Role, schema.Span, new JsonString(schema.Span, role))]);

    private static string? StrictOf(JsonValue value, SchemaSet schemas, HashSet<JsonValue> seen)
    {
        if (value is not JsonObject schema || !seen.Add(schema))
            return null;
        if (schema.Text(OwnKeywords.Role) is { } role)
            return OwnKeywords.IsStrictRole(role) ? role : null;
        if (schema["$ref"] is JsonString reference)
            return schemas.Find(schema, reference.Value).Node is { } target ? StrictOf(target.Schema, schemas, seen) : null;
        if (schema["allOf"] is JsonArray parts)
            return parts.Items.Select(part => StrictOf(part, schemas, seen)).FirstOrDefault(strict => strict is not null);
        return value.Branches().Where(branch => !branch.IsNull()).ToList() is [var only] ? StrictOf(only, schemas, seen) : null;
    }
}
