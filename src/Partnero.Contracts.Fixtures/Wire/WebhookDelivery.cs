using System.Text;

namespace Partnero.Contracts.Testing;

/// <summary>One delivery as it goes over the wire: headers in order and raw bytes.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The name of the event that the body carries.</summary>
    public required string Event { get; init; }

    /// <summary>The entity that the event is about: <c>data.id</c>, else <c>data.key</c>.</summary>
    public required string EntityId { get; init; }

    /// <summary>The raw bytes of the body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The request headers in order. Those of the common sender, unless a fault was put in.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The request's method: POST, unless a fault was put in.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>The one fault that was put in, in words; null for a valid delivery.</summary>
    public string? Fault { get; init; }

    /// <summary>The value of the Signature header; null where there is none.</summary>
    public string? Signature => Headers.FirstOrDefault(header => header.Key.Equals(PartneroSignature.HeaderName, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The body as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    internal static WebhookDelivery Create(string @event, string entityId, ReadOnlyMemory<byte> body, string signature) => new()
    {
        Event = @event,
        EntityId = entityId,
        Body = body,
        Headers =
        [
            new("User-Agent", "GuzzleHttp/7"),
            new("Content-Type", "application/json"),
            new(PartneroSignature.HeaderName, signature),
        ],
    };

    /// <summary>What the body was written from; null where it was written from bytes.</summary>
    internal PhpValue? Tree { get; init; }

    /// <summary>Makes a delivery like this one about another entity; null where there is none.</summary>
    internal Func<WebhookDelivery>? Again { get; init; }

    /// <summary>The payload that the body was written from; empty where it was not written from one.</summary>
    internal PhpArray Data => Tree is PhpArray body && body["data"] is PhpArray data ? data : PhpArray.Empty;

    /// <summary>The same delivery with another body, and no other signature.</summary>
    internal WebhookDelivery WithBody(PhpValue tree, string? fault = null) => this with { Tree = tree, Body = PhpJson.Encode(tree), Fault = fault ?? Fault };

    /// <summary>The same delivery with another body of any bytes, and no other signature.</summary>
    internal WebhookDelivery WithBytes(ReadOnlyMemory<byte> body, string fault) => this with { Body = body, Fault = fault };

    /// <summary>The same delivery, signed as it is now.</summary>
    internal WebhookDelivery Signed(string secret) => this with
    {
        Headers = [.. Headers.Select(header => header.Key == PartneroSignature.HeaderName ? new(header.Key, PartneroSignature.Compute(Body.Span, secret)) : header)],
    };

    /// <summary>The same delivery with another signature, or none.</summary>
    internal WebhookDelivery WithSignature(string? signature, string fault) => this with
    {
        Fault = fault,
        Headers =
        [
            .. Headers.Where(header => header.Key != PartneroSignature.HeaderName),
            .. signature is null ? [] : new[] { KeyValuePair.Create(PartneroSignature.HeaderName, signature) },
        ],
    };
}
