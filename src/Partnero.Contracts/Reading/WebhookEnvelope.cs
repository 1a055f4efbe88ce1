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

    /// <summary>Reads the fields before the payload, up to it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="texts">Those that were read before.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="data">Stands on the first token of <c>data</c>.</param>
    /// <returns>Whether all of them are there, once each. An exception says that something else is wrong.</returns>
    internal static bool TryReadTo(ReadOnlyMemory<byte> body, EnvelopeTexts texts, out WebhookEnvelope envelope, out Utf8JsonReader data)
    {
        string? name = null, url = null, key = null;
        DateTimeOffset? createdAt = null;
        envelope = default;
        data = new Utf8JsonReader(body.Span, PayloadReader.Options);
        data.Read();
        PayloadReader.StartObject(ref data);
        var isThere = PayloadReader.NextProperty(ref data);
        while (isThere)
        {
            // In the order in which Partnero writes them, each is looked for after the one before.
            var first = data.TokenStartIndex;
            if (PayloadReader.NameIs(ref data, "event"u8))
            {
                data.Read();
                if (name is not null || data.TokenType != JsonTokenType.String)
                    return false;
                name = texts.Events.Read(ref data);
                if (!PayloadReader.NextProperty(ref data))
                    return false;
            }

            if (PayloadReader.NameIs(ref data, "url"u8))
            {
                data.Read();
                if (url is not null)
                    return false;
                url = texts.Urls.Read(ref data);
                if (!PayloadReader.NextProperty(ref data))
                    return false;
            }

            if (PayloadReader.NameIs(ref data, "webhook_key"u8))
            {
                data.Read();
                if (key is not null)
                    return false;
                key = texts.WebhookKeys.Read(ref data);
                if (!PayloadReader.NextProperty(ref data))
                    return false;
            }

            if (PayloadReader.NameIs(ref data, "created_at"u8))
            {
                data.Read();
                if (createdAt is not null)
                    return false;
                createdAt = PayloadReader.ReadTimestamp(ref data);
                if (!PayloadReader.NextProperty(ref data))
                    return false;
            }

            if (PayloadReader.NameIs(ref data, "data"u8))
            {
                data.Read();
                if (name is null || url is null || key is null || createdAt is null)
                    return false;
                envelope = new WebhookEnvelope { Event = name, Url = url, WebhookKey = key, CreatedAt = createdAt.Value, RawBody = body };
                return true;
            }

            if (data.TokenStartIndex == first)
            {
                PayloadReader.Skip(ref data);
                isThere = PayloadReader.NextProperty(ref data);
            }
        }

        return false;
    }

    /// <summary>Whether nothing of the envelope comes after the payload, and nothing after the body.</summary>
    /// <param name="data">Stands on the last token of <c>data</c>.</param>
    internal static bool IsAllRead(ref Utf8JsonReader data)
    {
        while (PayloadReader.NextProperty(ref data))
        {
            if (PayloadReader.NameIs(ref data, "event"u8) || PayloadReader.NameIs(ref data, "url"u8) || PayloadReader.NameIs(ref data, "webhook_key"u8) || PayloadReader.NameIs(ref data, "created_at"u8) || PayloadReader.NameIs(ref data, "data"u8))
                return false;
            data.Read();
            data.Skip();
        }

        return data.TokenType == JsonTokenType.EndObject && data.CurrentDepth == 0 && !data.Read();
    }

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
