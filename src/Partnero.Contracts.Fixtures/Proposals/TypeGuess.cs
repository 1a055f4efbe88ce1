using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Proposals;

/// <summary>Describes values that were seen and that no schema describes, as loosely as what is known of PHP and the sender asks for.</summary>
internal static partial class TypeGuess
{
    private const int MaxDepth = 8;

    /// <summary>Whether a name can be that of a property. Another is more likely one of a map, and data.</summary>
    public static bool IsName(string name) => Names().IsMatch(name);

    /// <summary>A schema of values that were seen under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="seen">The values.</param>
    /// <param name="depth">How deep they stand. What is deeper than anybody reads may be anything.</param>
    public static JsonObject Of(string name, IReadOnlyList<JsonElement> seen, int depth = 0)
    {
        if (depth > MaxDepth)
            return [];
        var values = seen.Where(value => value.ValueKind != JsonValueKind.Null).ToList();
        var types = values.Aggregate(JsonTypes.None, (all, value) => all | TypeOf(value));
        // A whole number is no proof that there are no others: PHP writes 20.0 as 20. An id may come as a text too.
        var schema = types switch
        {
            JsonTypes.None => [],
            JsonTypes.Boolean => Named("boolean"),
            JsonTypes.Object => OfObjects(name, values, depth),
            JsonTypes.Array => OfLists(name, values, depth),
            _ when FieldRoles.NamesEntity(FieldRoles.OfName(name)) && (types & ~(JsonTypes.String | JsonTypes.Integer)) == 0 => Id(),
            _ when (types & ~JsonTypes.Number) == 0 => Named("number"),
            // As databases give decimals to PHP.
            _ when (types & JsonTypes.Number) != 0 && (types & ~(JsonTypes.String | JsonTypes.Number)) == 0 && values.TrueForAll(IsDecimal) => new() { ["type"] = new JsonArray("number", "string") },
            JsonTypes.String => values.TrueForAll(IsTimestamp) ? Timestamp() : Named("string"),
            JsonTypes.String | JsonTypes.Integer => Id(),
            _ => [],
        };
        if (values.Count < seen.Count && schema["type"] is { } type)
            schema["type"] = new JsonArray([.. type is JsonArray list ? list.Select(item => item!.DeepClone()) : [type.DeepClone()], "null"]);
        else if (values.Count < seen.Count && schema["anyOf"] is JsonArray branches)
            branches.Add((JsonNode)Named("null"));
        return schema;
    }

    /// <summary>A schema of payloads. One of another type is null then: without a schema, it was acknowledged too.</summary>
    public static JsonObject OfPayload(IReadOnlyList<JsonElement> payloads)
    {
        var schema = Of("", payloads);
        if (schema.Count == 0)
            return schema;
        var branches = schema["anyOf"] is JsonArray choice ? choice.Select(branch => branch!.DeepClone().AsObject()).ToList() : [schema];
        if (branches is [var only] && only["properties"] is not null)
            branches.Add(EmptyList());
        if (!branches.Exists(branch => branch["type"]!.ToJsonString().Contains("null", StringComparison.Ordinal)))
            branches.Add(Named("null"));
        return new() { ["anyOf"] = new JsonArray([.. branches]) };
    }

    /// <summary>The type of a value; a number that is whole is an integer.</summary>
    public static JsonTypes TypeOf(JsonElement value) => JsonValues.TypeOf(PhpValues.Of(value));

    /// <summary>An id: a text or a whole number.</summary>
    public static JsonObject Id() => new() { ["type"] = new JsonArray("string", "integer") };

    /// <summary>An empty list, as PHP writes an object without properties.</summary>
    public static JsonObject EmptyList() => new() { ["type"] = "array", ["items"] = new JsonObject { ["not"] = new JsonObject() } };

    private static JsonObject Named(string type) => new() { ["type"] = type };

    private static JsonObject Timestamp() => new() { ["type"] = "string", ["format"] = "date-time" };

    private static bool IsTimestamp(JsonElement value) => JsonFormats.IsValid("date-time", value.GetString()!) && value.GetString()!.Contains('T', StringComparison.Ordinal);

    private static bool IsDecimal(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number || (value.GetString()!.Contains('.', StringComparison.Ordinal) && decimal.TryParse(value.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _));

    /// <summary>Where most names cannot be those of properties, the object is a map. A payload never is: it has no name itself.</summary>
    private static JsonObject OfObjects(string holder, List<JsonElement> values, int depth)
    {
        var all = values.SelectMany(value => value.EnumerateObject()).Select(member => member.Name).Distinct().ToList();
        var names = all.Where(IsName).DistinctBy(Normal).ToList();
        if (names.Count == 0 || (holder.Length > 0 && names.Count * 2 <= all.Count))
            return new() { ["anyOf"] = new JsonArray(Named("object"), EmptyList()) };
        return new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)Of(
                name, [.. values.SelectMany(value => value.EnumerateObject()).Where(member => member.Name == name).Select(member => member.Value)], depth + 1)))),
        };
    }

    private static JsonObject OfLists(string name, List<JsonElement> values, int depth)
    {
        var items = values.SelectMany(value => value.EnumerateArray()).ToList();
        // An empty list may be an empty map as well.
        return items.Count == 0 ? [] : new() { ["type"] = "array", ["items"] = Of(name, items, depth + 1) };
    }

    /// <summary>Two names that come to one name of C#, more or less.</summary>
    public static string Normal(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,63}\z")]
    private static partial Regex Names();
}
