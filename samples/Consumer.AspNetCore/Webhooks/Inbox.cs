using Consumer.Storage;
using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Webhooks;

/// <summary>
/// Remembers every delivery in the transaction of what its handler does: a duplicate finds it there and changes nothing,
/// a failed attempt leaves nothing behind, and the sender's retry starts afresh.
/// </summary>
internal sealed class Inbox(BillingSession session, TimeProvider time, ILogger<Inbox> logger) : IWebhookInterceptor
{
    /// <summary>
    /// How long a delivery is remembered after its dispatch. The sender's last attempt comes 2 h 36 min after the first;
    /// the rest is for a delivery that somebody sends again by hand, and for a queue that stood still at the sender's.
    /// </summary>
    public static readonly TimeSpan RemembersFor = TimeSpan.FromDays(7);

    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        using var transaction = await session.BeginAsync(cancellationToken);
        var now = time.GetUtcNow();
        // What was stored unreadable was never applied, however old it is.
        var wasUnreadable = session.Execute("DELETE FROM unreadable WHERE body_hash = $hash", ("hash", UnreadableStore.KeyOf(webhook.RawBody.Span))) == 1;
        if (webhook.CreatedAt < now - RemembersFor && !wasUnreadable)
        {
            Keep(webhook, now);
            transaction.Commit();
            logger.LeftExpired(webhook.CreatedAt, RemembersFor);
            return;
        }

        var isNew = session.Execute(
            "INSERT INTO inbox (identity, created_at) VALUES ($identity, $created_at) ON CONFLICT DO NOTHING",
            ("identity", webhook.Identity.ToString()),
            ("created_at", StoredText.Of(webhook.CreatedAt))) == 1;
        if (!isNew)
        {
            // Answered with 200, like the first: else the sender would go on.
            if (wasUnreadable)
                transaction.Commit();
            return;
        }

        await next(cancellationToken);
        transaction.Commit();
    }

    /// <summary>
    /// What is older than all that is remembered may have been applied and forgotten: to apply it could double it. It is no first
    /// attempt, unless a clock is wrong by days, and so it is kept for somebody to look at.
    /// </summary>
    private void Keep(PartneroWebhook webhook, DateTimeOffset now) => session.Execute(
        "INSERT INTO expired (identity, body, received_at) VALUES ($identity, $body, $now) ON CONFLICT DO NOTHING",
        ("identity", webhook.Identity.ToString()),
        ("body", webhook.RawBody.ToArray()),
        ("now", StoredText.Of(now)));
}
