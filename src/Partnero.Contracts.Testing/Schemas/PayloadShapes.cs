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
        var schema = property.Schema.TryGetProperty("$ref", out var reference)
            ? WebhookSchemas.At(WebhookSchemas.Follow(property.Path, reference.GetString()!))
            : property.Schema;
        return schema.TryGetProperty("anyOf", out var branches)
            && branches.EnumerateArray().Any(branch => branch.TryGetProperty("items", out var items) && items.TryGetProperty("not", out _));
    }
}
