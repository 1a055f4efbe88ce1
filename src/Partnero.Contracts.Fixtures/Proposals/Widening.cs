using System.Text.Json;
using System.Text.Json.Nodes;

namespace Partnero.Contracts.Testing.Proposals;

/// <summary>Changes a schema so that it allows one more value, and still everything that it allowed before; each to a form that the generator has a type for.</summary>
internal static class Widening
{
    private static readonly string[] OfShapes = ["anyOf", "oneOf", "allOf", "enum", "const", "not", "if", "then", "else"];

    /// <summary>Allows a value of another type.</summary>
    /// <returns>What the schema says now.</returns>
    public static string Take(SchemaSlot slot, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return TakeNull(slot);
        var all = slot.Types();
        var (types, added) = (all & ~JsonTypes.Null, TypeGuess.TypeOf(value));
        return (types, added) switch
        {
            _ when all == JsonTypes.All => TakeAnything(slot),
            (JsonTypes.String, JsonTypes.String) => Become(slot, JsonTypes.String),
            (JsonTypes.String or JsonTypes.Integer, JsonTypes.String or JsonTypes.Integer) when types != added => Become(slot, JsonTypes.String | JsonTypes.Integer),
            (JsonTypes.Integer, JsonTypes.Fraction or JsonTypes.Integer) => Become(slot, JsonTypes.Number),
            (JsonTypes.Object, JsonTypes.String or JsonTypes.Integer) when StandsForId(slot) => TakeBranch(slot, TypeGuess.Id()),
            (JsonTypes.Object, JsonTypes.Array) when value.GetArrayLength() == 0 => TakeBranch(slot, TypeGuess.EmptyList()),
            (JsonTypes.Object | JsonTypes.String, JsonTypes.Integer) when BareText(slot) is { } bare => Become(bare, JsonTypes.String | JsonTypes.Integer),
            (JsonTypes.String or JsonTypes.Integer or (JsonTypes.String | JsonTypes.Integer), JsonTypes.Object) when HasId(value) => TakeReference(slot, value),
            _ => TakeAnything(slot),
        };
    }

    /// <summary>What is said of a change that allows anything.</summary>
    public const string Anything = "allow anything";

    /// <summary>Allows anything.</summary>
    public static string TakeAnything(SchemaSlot slot)
    {
        foreach (var keyword in slot.Content.Select(member => member.Key).Where(keyword => !Keywords.IsAnnotation(keyword)).ToList())
            slot.Content.Remove(keyword);
        slot.Commit();
        return $"{Anything}: no \"type\"";
    }

    /// <summary>No longer asks for a property.</summary>
    public static string TakeWithout(SchemaSlot holder, string name)
    {
        foreach (var part in holder.WithParts().Where(part => part.Content["required"] is JsonArray).ToList())
        {
            var required = part.Content["required"]!.AsArray();
            if (required.FirstOrDefault(item => item?.GetValue<string>() == name) is not { } entry)
                continue;
            required.Remove(entry);
            if (required.Count == 0 && part.Content.Count > 1)
                part.Content.Remove("required");
            part.Commit();
        }

        return $"no longer \"required\": \"{name}\"";
    }

    private static string TakeNull(SchemaSlot slot)
    {
        var content = slot.Content;
        if (content["type"] is { } type && !OfShapes.Any(content.ContainsKey))
            content["type"] = new JsonArray([.. type is JsonArray list ? list.Select(item => item!.DeepClone()) : [type.DeepClone()], "null"]);
        else
            return TakeBranch(slot, new JsonObject { ["type"] = "null" });
        slot.Commit();
        return Words(content);
    }

    /// <summary>One of some types alone. Limits of texts and numbers stay.</summary>
    private static string Become(SchemaSlot slot, JsonTypes types)
    {
        var isNullable = (slot.Types() & JsonTypes.Null) != 0;
        foreach (var keyword in OfShapes)
            slot.Content.Remove(keyword);
        if (slot.Content["format"] is JsonValue format && format.GetValue<string>() == "date-time")
            slot.Content.Remove("format");
        var names = new[] { JsonTypes.String, JsonTypes.Number, JsonTypes.Integer }
            .Where(type => (types & type) == type && (type != JsonTypes.Integer || (types & JsonTypes.Number) != JsonTypes.Number)).Select(JsonTypeNames.NameOf).ToList();
        slot.Content["type"] = names.Count == 1 && !isNullable ? names[0] : new JsonArray([.. names.Select(name => JsonValue.Create(name)), .. isNullable ? ["null"] : Array.Empty<JsonNode>()]);
        slot.Commit();
        return Words(slot.Content);
    }

    /// <summary>What it was, or something else.</summary>
    private static string TakeBranch(SchemaSlot slot, JsonObject branch)
    {
        if (slot.Content["anyOf"] is JsonArray branches && !slot.Content.ContainsKey("oneOf") && !slot.Content.ContainsKey("allOf"))
        {
            branches.Add((JsonNode)branch);
        }
        else
        {
            var before = new JsonObject();
            foreach (var (keyword, value) in slot.Content.Where(member => !Keywords.IsAnnotation(member.Key)).ToList())
            {
                slot.Content.Remove(keyword);
                before[keyword] = value;
            }

            slot.Content["anyOf"] = new JsonArray(before, branch);
        }

        slot.Commit();
        return $"one more branch of \"anyOf\": {Words(branch)}";
    }

    /// <summary>A bare id that came as an object with the id.</summary>
    private static string TakeReference(SchemaSlot slot, JsonElement value)
    {
        var reference = TypeGuess.Of("", [value]);
        if (reference["properties"] is not JsonObject properties)
            return TakeAnything(slot);
        properties["id"] = TypeGuess.Id();
        reference["required"] = new JsonArray("id");
        return TakeBranch(slot, reference);
    }

    private static bool HasId(JsonElement value) =>
        value.TryGetProperty("id", out var id) && TypeGuess.TypeOf(id) is JsonTypes.String or JsonTypes.Integer;

    /// <summary>Whether an object asks for its id alone, so that the bare id says as much.</summary>
    private static bool StandsForId(SchemaSlot slot) =>
        !OfShapes.Any(slot.Content.ContainsKey) && slot.Content["required"] is JsonArray { Count: 1 } required
        && slot.Under(required[0]!.GetValue<string>()).ToList() is [var id] && (id.Types() & ~JsonTypes.Null) is JsonTypes.String or (JsonTypes.String | JsonTypes.Integer);

    /// <summary>The branch of a reference that is the bare text.</summary>
    private static SchemaSlot? BareText(SchemaSlot slot) => slot.Parts.Where(part => (part.Types() & ~JsonTypes.Null) == JsonTypes.String).ToList() is [var only] ? only : null;

    private static string Words(JsonObject schema) => schema["type"] is { } type ? $"\"type\": {type.ToJsonString()}" : schema.ToJsonString();
}
