using Consumer.Storage;
using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Webhooks;

/// <summary>
/// Keeps aside what is older than all that the inbox remembers: it may have been applied and forgotten, and to apply it could pay it twice.
/// It is no first attempt, unless a clock is wrong by days, and so it is kept for somebody to look at.
/// </summary>
internal sealed class ExpiredDeliveries(BillingDatabase database, TimeProvider time, ILogger<ExpiredDeliveries> logger) : IWebhookInterceptor
{
    /// <summary>
    /// How long after its dispatch a delivery is applied. The sender's last attempt comes 2 h 36 min after the first; the rest is for a
    /// delivery that somebody sends again by hand, and for a queue that stood still at the sender's.
    /// </summary>
    public static readonly TimeSpan AppliedFor = TimeSpan.FromDays(7);

    /// <summary>How long the inbox remembers what was done: a day longer, for a sender's clock that is ahead of this one.</summary>
    public static readonly TimeSpan RememberedFor = AppliedFor + TimeSpan.FromDays(1);

    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (webhook.CreatedAt >= now - AppliedFor)
        {
            await next(cancellationToken);
            return;
        }

        await database.ExecuteAsync(
            "INSERT INTO expired (identity, body, received_at) VALUES (@identity, @body, @now) ON CONFLICT DO NOTHING",
            cancellationToken,
            ("@identity", webhook.Identity.ToString()),
            ("@body", webhook.RawBody.ToArray()),
            ("@now", StoredText.Of(now)));
        logger.LeftExpired(webhook.CreatedAt, AppliedFor);
    }
}
