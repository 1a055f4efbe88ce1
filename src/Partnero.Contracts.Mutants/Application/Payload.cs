using System.Text.Json;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>A payload without its type: for what goes for all events alike.</summary>
internal sealed class Payload
{
    private static readonly string[] Recorded = ["id", "key", "name", "surname", "email", "amount", "currency", "status"];

    private readonly JsonElement _data;

    private Payload(JsonElement data) => _data = data;

    /// <summary>What an event is about: <c>data.id</c>, else <c>data.key</c>.</summary>
    public string EntityId => Id("id") ?? Id("key") ?? "";

    /// <summary>The fields that a log of applied events holds, as the payload names them.</summary>
    public IEnumerable<(string Name, object? Value)> Fields => Recorded
        .Where(name => Find(name) is not null)
        .Select(name => (name, (object?)Find(name)));

    public static Payload Of(PartneroWebhook webhook)
    {
        using var document = JsonDocument.Parse(webhook.RawBody, new JsonDocumentOptions { MaxDepth = 512 });
        return new Payload(document.RootElement.GetProperty("data").Clone());
    }

    /// <summary>An id, which comes as text or as a number.</summary>
    private string? Id(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A field; null where it is absent.</summary>
    public JsonElement? Find(string name) => _data.ValueKind == JsonValueKind.Object && _data.TryGetProperty(name, out var value) ? value : null;
}
