using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Partnero.Contracts.Testing.Tests.Judges;

/// <summary>Judges values by NJsonSchema, with each schema bundled into one document.</summary>
internal static class NJsonSchemaJudge
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Bundled = new();

    /// <summary>What is wrong with a whole body, by the envelope's schema and that of its event.</summary>
    public static IReadOnlyList<string> Judge(string @event, string body) =>
        [.. Bundled.GetOrAdd(@event, Load).Validate(body).Select(fault => $"{fault.Kind} at {fault.Path ?? "the root"}")];

    /// <summary>A schema of an event's whole body: the envelope, and the event's own under data.</summary>
    public static JsonObject BodySchema(string @event) => new()
    {
        ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "envelope.schema.json" }),
        ["properties"] = new JsonObject { ["data"] = new JsonObject { ["$ref"] = $"events/{@event}.schema.json" } },
    };

    private static JsonSchema Load(string @event)
    {
        var definitions = new JsonObject();
        var root = BodySchema(@event);
        Rewrite(root, "body", definitions);
        root["definitions"] = definitions;
        return JsonSchema.FromJsonAsync(root.ToJsonString()).GetAwaiter().GetResult();
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
            schema.Remove("$id");
            if (schema["$ref"]?.GetValue<string>() is { } reference)
                schema["$ref"] = "#/definitions/" + Define(new Uri(new Uri("schema:/" + path), reference).AbsolutePath.TrimStart('/'), definitions);
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
            var copy = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schemas", path)))!.AsObject();
            Rewrite(copy, path, definitions);
            definitions[name] = copy;
        }

        return name;
    }
}
