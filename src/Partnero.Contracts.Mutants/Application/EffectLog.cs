using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>The log of applied events, written in the transaction of the delivery: what the contract asks for effects.</summary>
internal static class EffectLog
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Records that an event was applied, with fields named as in the payload; those that are null are left out.</summary>
    public static void Record(this DatabaseSession session, string eventName, string? entityId, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                json.Add(name, JsonSerializer.SerializeToNode(value));
        }

        session.Execute(
            "INSERT INTO applied (event, entity_id, fields) VALUES ($event, $id, $fields)",
            ("event", eventName),
            ("id", entityId ?? ""),
            ("fields", json.ToJsonString(Unescaped)));
    }

    /// <summary>Finds the applications of an event to an entity: those that are committed, and those of the session's own transaction.</summary>
    public static IReadOnlyList<WebhookEffect> Find(this DatabaseSession session, string eventName, string entityId) =>
        [.. session.Texts("SELECT fields FROM applied WHERE event = $event AND entity_id = $id", ("event", eventName), ("id", entityId)).Select(Read)];

    private static WebhookEffect Read(string fields)
    {
        using var document = JsonDocument.Parse(fields);
        return new WebhookEffect { Fields = document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => (object?)field.Value.Clone()) };
    }
}
