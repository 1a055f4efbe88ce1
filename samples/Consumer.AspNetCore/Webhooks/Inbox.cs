using Consumer.Storage;
using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Webhooks;

/// <summary>
/// Remembers every delivery in the transaction of what its handler does: a duplicate finds it there and changes nothing,
/// a failed attempt leaves nothing behind, and the sender's retry starts afresh.
/// </summary>
internal sealed class Inbox(BillingSession session, TimeProvider time) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        using var transaction = await session.BeginAsync(cancellationToken);
        var isNew = session.Execute(
            "INSERT INTO inbox (identity, received_at) VALUES ($identity, $now) ON CONFLICT DO NOTHING",
            ("identity", webhook.Identity.ToString()),
            ("now", StoredText.Of(time.GetUtcNow()))) == 1;
        if (!isNew)
            return; // Answered with 200, like the first: else the sender would go on.

        await next(cancellationToken);
        transaction.Commit();
    }
}
