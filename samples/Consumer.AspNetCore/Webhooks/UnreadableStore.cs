using System.Security.Cryptography;
using Consumer.Storage;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Webhooks;

/// <summary>
/// Stores deliveries that Partnero signed and this service cannot read, and acknowledges them: the sender gives up after five attempts,
/// and the event would be lost. They stay until they are released: see <see cref="Maintenance.UnreadableRelease"/>.
/// </summary>
internal sealed class UnreadableStore(BillingSession session, TimeProvider time, ILogger<UnreadableStore> logger) : IUnreadableWebhookHandler
{
    public async ValueTask<UnreadableOutcome> HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        var hash = KeyOf(delivery.RawBody.Span);
        using var transaction = await session.BeginAsync(cancellationToken);
        session.Execute(
            """
            INSERT INTO unreadable (body_hash, body, pointer, reason, received_at) VALUES ($hash, $body, $pointer, $reason, $now)
            ON CONFLICT DO NOTHING
            """,
            ("hash", hash),
            ("body", delivery.RawBody.ToArray()),
            ("pointer", delivery.Exception.Pointer),
            ("reason", delivery.Exception.Message),
            ("now", StoredText.Of(time.GetUtcNow())));
        transaction.Commit();
        logger.StoredUnreadable(delivery.RawBody.Length, hash);
        return UnreadableOutcome.Stored;
    }

    /// <summary>What a body is stored under.</summary>
    public static string KeyOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
