using System.Text;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Wire;

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

    /// <summary>The request headers in order. Those of the common sender, unless a fault was injected.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The request's method: POST, unless a fault was injected.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>What is to be said of it, such as its one fault, in words; null where nothing is.</summary>
    public string? Note { get; init; }

    /// <summary>The value of the Signature header; null if absent.</summary>
    public string? Signature => Headers.FirstOrDefault(header => Sender.Signing.IsSignature(header.Key)).Value;

    /// <summary>The body as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>What is known of whoever sends it.</summary>
    internal SenderFacts Sender { get; init; } = PartneroFacts.Sheet;

    /// <summary>A delivery that is not signed yet.</summary>
    internal static WebhookDelivery Create(SenderFacts sender, string eventName, string entityId, ReadOnlyMemory<byte> body, DateTimeOffset moment) => new()
    {
        Event = eventName,
        EntityId = entityId,
        Body = body,
        Headers = [.. sender.TransportHeaders, .. sender.Signing.SignedHeaders(body.Span, moment)],
        Sender = sender,
    };

    /// <summary>What the body was written from; null where it was written from bytes.</summary>
    internal PhpValue? Tree { get; init; }

    /// <summary>Makes a delivery like this one about another entity; null if nobody said how.</summary>
    internal Func<WebhookDelivery>? Again { get; init; }

    /// <summary>The path and query that it goes to in place of the consumer's own; null where it goes to that.</summary>
    internal string? Path { get; init; }

    /// <summary>Where it goes in place of the consumer's own address, such as another replica of it; null where it goes to that.</summary>
    internal Uri? Address { get; init; }

    /// <summary>How its bytes go over the wire; null where they go as usual.</summary>
    internal WireHabits? Wire { get; init; }

    /// <summary>The payload that the body was written from; empty where it was not written from one.</summary>
    internal PhpArray Data => Tree is PhpArray body && body[Sender.Envelope.Data] is PhpArray data ? data : PhpArray.Empty;

    /// <summary>The same delivery with another body, and no other signature.</summary>
    internal WebhookDelivery WithBody(PhpValue tree, string? note = null) => this with { Tree = tree, Body = PhpJson.Encode(tree), Note = note ?? Note };

    /// <summary>The same delivery with another body of any bytes, and no other signature.</summary>
    internal WebhookDelivery WithBytes(ReadOnlyMemory<byte> body, string note) => this with { Body = body, Note = note };

    /// <summary>The signature that the delivery would have with a secret; and with another body, where one is given.</summary>
    internal string SignatureBy(string secret, byte[]? body = null) => Sender.Signing.Compute(body ?? Body.Span, Headers, secret);

    /// <summary>The same delivery, signed as it is now.</summary>
    /// <param name="secret">The signing secret.</param>
    public WebhookDelivery Signed(string secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        var signature = KeyValuePair.Create(Sender.Signing.HeaderName, SignatureBy(secret));
        var isSigned = Headers.Any(header => header.Key == signature.Key);
        return this with { Headers = [.. Headers.Select(header => header.Key == signature.Key ? signature : header), .. isSigned ? [] : new[] { signature }] };
    }

    /// <summary>The same delivery with another signature, or none.</summary>
    internal WebhookDelivery WithSignature(string? signature, string note) => this with
    {
        Note = note,
        Headers =
        [
            .. Headers.Where(header => header.Key != Sender.Signing.HeaderName),
            .. signature is null ? [] : new[] { KeyValuePair.Create(Sender.Signing.HeaderName, signature) },
        ],
    };
}
