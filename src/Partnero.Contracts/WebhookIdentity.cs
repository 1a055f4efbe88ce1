using System.Security.Cryptography;

namespace Partnero.Contracts;

/// <summary>What an inbox remembers of a webhook, so that a duplicate takes effect once.</summary>
/// <param name="Event">The name of the event.</param>
/// <param name="BodyHash">The SHA-256 of the raw body: 64 lower-case hexadecimal digits.</param>
public readonly record struct WebhookIdentity(string Event, string BodyHash)
{
    /// <summary>Computes the identity of a delivery.</summary>
    /// <param name="event">The name of the event.</param>
    /// <param name="body">The raw body as it was received.</param>
    public static WebhookIdentity Of(string @event, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return new(@event, Convert.ToHexStringLower(hash));
    }

    /// <summary>The identity as one text of the form <c>partner.created:9f86d0…</c>, ready to be a primary key.</summary>
    public override string ToString() => $"{Event}:{BodyHash}";
}
