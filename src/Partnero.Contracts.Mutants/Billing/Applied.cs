using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Partnero.Contracts.Mutants.Billing;

/// <summary>Writes the log of applied events, in the transaction of the change itself.</summary>
internal static class Applied
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Records that an event was applied, with fields named as in the payload.</summary>
    public static void Record(this BillingSession session, PartneroWebhook webhook, string? entityId, params IEnumerable<(string Name, object? Value)> fields)
    {
        var json = new JsonObject(fields
            .Where(field => field.Value is not null)
            .Select(field => KeyValuePair.Create(field.Name, (JsonNode?)JsonSerializer.SerializeToNode(field.Value))));
        session.Execute(
            "INSERT INTO applied (event, entity_id, applied_at, fields) VALUES ($event, $id, $at, $fields)",
            ("event", webhook.Event),
            ("id", entityId ?? ""),
            ("at", webhook.CreatedAt.ToString("O")),
            ("fields", json.ToJsonString(AsItIs)));
    }
}
