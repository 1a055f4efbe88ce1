using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Parsing;

/// <summary>Questions about the shape of one schema.</summary>
internal static class SchemaShapes
{
    /// <summary>The type names of a schema; none where it does not say.</summary>
    public static IReadOnlyList<string> Types(this JsonObject schema) => schema["type"] switch
    {
        JsonString one => [one.Value],
        JsonArray list => [.. list.Items.OfType<JsonString>().Select(item => item.Value)],
        _ => [],
    };

    public static bool IsOnly(this JsonObject schema, string type) => schema.Types() is [var only] && only == type;

    public static bool IsNull(this JsonObject schema) => schema.IsOnly("null");

    /// <summary>A text or a whole number, or null: an id, which senders write as either.</summary>
    public static bool IsId(this JsonObject schema) => AreOfIds(schema.Types());

    /// <summary>Strings and integers, and perhaps null.</summary>
    public static bool AreOfIds(IReadOnlyList<string> types) =>
        types.Contains("string") && types.Contains("integer") && types.All(type => type is "string" or "integer" or "null");

    /// <summary>The branches of a choice; none where the schema is none.</summary>
    public static IReadOnlyList<JsonValue> Branches(this JsonObject schema) =>
        ((schema["anyOf"] ?? schema["oneOf"]) as JsonArray)?.Items ?? [];

    /// <summary>The strings of <c>enum</c> or <c>const</c>; null where there are none, or other values among them.</summary>
    public static IReadOnlyList<string>? KnownTexts(this JsonObject schema)
    {
        IReadOnlyList<JsonValue>? values = schema["enum"] is JsonArray list ? list.Items : schema["const"] is { } only ? [only] : null;
        return values is not null && values.All(value => value is JsonString)
            ? [.. values.Cast<JsonString>().Select(value => value.Value).Distinct()]
            : null;
    }

    /// <summary>An object whose names are not described.</summary>
    public static bool IsMap(this JsonObject schema) =>
        schema.IsOnly("object") && (schema["properties"] as JsonObject)?.Members.Count is null or 0 && schema["required"] is null;

    public static bool IsEmptyList(this JsonObject schema) =>
        schema.IsOnly("array") && schema["items"] is { } items && ForbidsEverything(items);

    /// <summary><c>{"not": {}}</c> or <c>false</c>.</summary>
    public static bool ForbidsEverything(JsonValue schema) =>
        schema is JsonBoolean { Value: false } or JsonObject { Members: [{ Name: "not", Value: JsonObject { Members.Count: 0 } }] };
}
