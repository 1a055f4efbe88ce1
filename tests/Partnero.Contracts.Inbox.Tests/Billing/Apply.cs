using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Partnero.Contracts.Inbox.Tests.Billing;

/// <summary>Handles any event: enters it in the books, and keeps the state of its entity, whatever comes when.</summary>
internal sealed class Apply<TWebhook>(IBooks books) : IWebhookHandler<TWebhook>
    where TWebhook : PartneroWebhook
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Recorded = ["key", "name", "surname", "email", "amount", "currency", "status"];

    public async ValueTask HandleAsync(TWebhook webhook, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(webhook.RawBody);
        var data = body.RootElement.GetProperty("data");
        var id = EntityIds.Of(data);
        var (kind, action) = webhook.Event.Split('.') is [var family, var happened] ? (family, happened) : (webhook.Event, "");
        var fields = new JsonObject();
        foreach (var name in Recorded)
        {
            if (data.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
                fields[name] = JsonNode.Parse(value.GetRawText());
        }

        await books.EnterAsync(webhook.Event, id, fields.ToJsonString(Unescaped), cancellationToken);
        var before = await books.FindAsync(kind, id, cancellationToken);
        var isOlder = before is not null && before.AsOf > webhook.CreatedAt;
        var state = before is null ? [] : (JsonObject)JsonNode.Parse(before.Fields)!;
        foreach (var (name, value) in fields)
        {
            if (!isOlder || !state.ContainsKey(name))
                state[name] = value?.DeepClone();
        }

        await books.StoreAsync(kind, id, before, new(isOlder ? before!.AsOf : webhook.CreatedAt, action == "deleted" || before is { IsDeleted: true }, state.ToJsonString(Unescaped)), cancellationToken);
    }
}

/// <summary>What a payload is about.</summary>
internal static class EntityIds
{
    public static string Of(JsonElement data) => Text(data, "id") ?? Text(data, "key") ?? "";

    private static string? Text(JsonElement data, string name) => !data.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
