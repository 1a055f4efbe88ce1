using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants.Billing;

/// <summary>Remembers every delivery in the transaction of its handler: a duplicate finds it there, a failed attempt leaves nothing.</summary>
public sealed class Inbox(BillingSession session, FaultPoints faults, TimeProvider time) : IWebhookInterceptor
{
    /// <inheritdoc/>
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        ArgumentNullException.ThrowIfNull(next);
        await session.BeginAsync(cancellationToken);
        var isNew = session.Execute(
            "INSERT INTO inbox (identity, received_at) VALUES ($identity, $now) ON CONFLICT DO NOTHING",
            ("identity", webhook.Identity.ToString()),
            ("now", time.GetUtcNow().ToString("O"))) == 1;
        if (!isNew)
            return;
        faults.Pass(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        faults.Pass(webhook, FailurePoint.BeforeCommit);
        session.Commit();
        faults.Pass(webhook, FailurePoint.AfterCommit);
    }
}
