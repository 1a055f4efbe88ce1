using System.Text.Json;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Finds fields of a shape in the payload of an event.</summary>
internal static class PayloadShapes
{
    /// <summary>The fields of a payload that are maps of the program's own names, which PHP writes as [] when they are empty.</summary>
    public static IReadOnlyList<string> MapFields(string @event)
    {
        var path = $"events/{@event}";
        return WebhookSchemas.Events.Contains(@event) ? [.. Properties(path, WebhookSchemas.At(path)).Where(IsMap).Select(property => property.Name)] : [];
    }

    /// <summary>The fields of a payload that may be absent, and whether they may be null.</summary>
    public static IReadOnlyList<(string Name, bool IsNullable)> OptionalFields(string @event)
    {
        var path = $"events/{@event}";
        if (!WebhookSchemas.Events.Contains(@event))
            return [];
        var required = Required(path, WebhookSchemas.At(path)).ToHashSet();
        return
        [
            .. Properties(path, WebhookSchemas.At(path))
                .Where(property => !required.Contains(property.Name))
                .Select(property => (property.Name, IsNullable(property.Schema))),
        ];
    }

    /// <summary>The fields of a payload that are numbers.</summary>
    public static IReadOnlyList<string> NumberFields(string @event)
    {
        var path = $"events/{@event}";
        return WebhookSchemas.Events.Contains(@event)
            ? [.. Properties(path, WebhookSchemas.At(path)).Where(property => TypeOf(Resolve(property.Path, property.Schema)) == "number").Select(property => property.Name)]
            : [];
    }

    private static IEnumerable<string> Required(string path, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = WebhookSchemas.Follow(path, reference.GetString()!);
            return Required(target, WebhookSchemas.At(target));
        }

        var inherited = schema.TryGetProperty("allOf", out var parts) ? parts.EnumerateArray().SelectMany(part => Required(path, part)) : [];
        return schema.TryGetProperty("required", out var names) ? inherited.Concat(names.EnumerateArray().Select(name => name.GetString()!)) : inherited;
    }

    private static bool IsNullable(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(name => name.GetString() == "null");

    private static string? TypeOf(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static JsonElement Resolve(string path, JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? WebhookSchemas.At(WebhookSchemas.Follow(path, reference.GetString()!))
        : schema;

    private static IEnumerable<(string Path, string Name, JsonElement Schema)> Properties(string path, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = WebhookSchemas.Follow(path, reference.GetString()!);
            return Properties(target, WebhookSchemas.At(target));
        }

        var inherited = schema.TryGetProperty("allOf", out var parts) ? parts.EnumerateArray().SelectMany(part => Properties(path, part)) : [];
        var own = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(property => (path, property.Name, property.Value))
            : [];
        return inherited.Concat(own);
    }

    private static bool IsMap((string Path, string Name, JsonElement Schema) property)
    {
        var schema = Resolve(property.Path, property.Schema);
        return schema.TryGetProperty("anyOf", out var branches)
            && branches.EnumerateArray().Any(branch => branch.TryGetProperty("items", out var items) && items.TryGetProperty("not", out _));
    }
}
