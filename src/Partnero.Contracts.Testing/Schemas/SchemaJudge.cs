using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Judges values by NJsonSchema, with each schema bundled into one document.</summary>
internal static class SchemaJudge
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Bundled = new();

    public static IEnumerable<string> Validate(string path, JsonElement value) =>
        Bundled.GetOrAdd(path, Load).Validate(value.GetRawText()).Select(fault => $"{fault.Kind} at {fault.Path ?? "the root"}");

    private static JsonSchema Load(string path) =>
        JsonSchema.FromJsonAsync(Bundle(path).ToJsonString()).GetAwaiter().GetResult();

    /// <summary>The schema with all that it refers to under its <c>definitions</c>.</summary>
    private static JsonObject Bundle(string path)
    {
        var definitions = new JsonObject();
        var root = Copy(path, definitions);
        root["definitions"] = definitions;
        return root;
    }

    private static JsonObject Copy(string path, JsonObject definitions)
    {
        var copy = JsonObject.Create(WebhookSchemas.At(path))!;
        copy.Remove("$id");
        Rewrite(copy, path, definitions);
        return copy;
    }

    private static void Rewrite(JsonNode? node, string path, JsonObject definitions)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Rewrite(item, path, definitions);
        }
        else if (node is JsonObject schema)
        {
            if (schema["$ref"]?.GetValue<string>() is { } reference)
                schema["$ref"] = "#/definitions/" + Define(WebhookSchemas.Follow(path, reference), definitions);
            foreach (var (_, child) in schema)
                Rewrite(child, path, definitions);
        }
    }

    private static string Define(string path, JsonObject definitions)
    {
        var name = path.Replace('/', '-');
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = new JsonObject();
            definitions[name] = Copy(path, definitions);
        }

        return name;
    }
}
