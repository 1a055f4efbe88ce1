using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>The five fields around a payload, read before it. Used by generated code.</summary>
/// <remarks>The fields may come in any order; others are skipped.</remarks>
public readonly struct WebhookEnvelope
{
    /// <summary>The name of the event.</summary>
    public string Event { get; private init; }

    /// <summary>The address that the webhook was sent to.</summary>
    public string Url { get; private init; }

    /// <summary>The key of the webhook.</summary>
    public string WebhookKey { get; private init; }

    /// <summary>When the event was dispatched.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The whole body.</summary>
    public ReadOnlyMemory<byte> RawBody { get; private init; }

    /// <summary>The deviations of the payload with their places in the body.</summary>
    public IReadOnlyList<PayloadDeviation> Locate(DeviationCollector? deviations) => DeviationCollector.Locate(deviations, RawBody.Span);

    /// <summary>Keeps a payload that no schema describes.</summary>
    /// <param name="data">Stands on the first token of <c>data</c>.</param>
    public UnknownWebhook ToUnknown(ref Utf8JsonReader data) => new(Event)
    {
        Url = Url,
        WebhookKey = WebhookKey,
        CreatedAt = CreatedAt,
        RawBody = RawBody,
        Data = JsonElement.ParseValue(ref data),
    };

    internal static WebhookEnvelope Read(ReadOnlyMemory<byte> body, out Utf8JsonReader data)
    {
        string? name = null, url = null, key = null;
        DateTimeOffset? createdAt = null;
        var hasData = false;
        data = default;

        var reader = new Utf8JsonReader(body.Span, PayloadReader.Options);
        reader.Read();
        var start = PayloadReader.StartObject(ref reader);
        while (PayloadReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("event"u8))
            {
                reader.Read();
                name = PayloadReader.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("url"u8))
            {
                reader.Read();
                url = PayloadReader.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("webhook_key"u8))
            {
                reader.Read();
                key = PayloadReader.ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("created_at"u8))
            {
                reader.Read();
                createdAt = PayloadReader.ReadTimestamp(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                // A copy of the reader waits here: the payload is read once the event is known.
                reader.Read();
                data = reader;
                hasData = true;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        reader.Read();
        return new WebhookEnvelope
        {
            Event = name ?? throw PayloadReader.Missing(start, "event"),
            Url = url ?? throw PayloadReader.Missing(start, "url"),
            WebhookKey = key ?? throw PayloadReader.Missing(start, "webhook_key"),
            CreatedAt = createdAt ?? throw PayloadReader.Missing(start, "created_at"),
            RawBody = hasData ? body : throw PayloadReader.Missing(start, "data"),
        };
    }
}
