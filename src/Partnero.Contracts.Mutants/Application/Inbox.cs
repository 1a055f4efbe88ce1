using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>Remembers every delivery in the transaction of its handler: a duplicate finds it there, a failed attempt leaves nothing.</summary>
internal sealed class Inbox(DatabaseSession session, FailurePoints failures) : IWebhookInterceptor
{
    public ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken) =>
        ApplyOnceAsync(webhook, webhook.Identity.ToString(), next, cancellationToken);

    /// <summary>Applies a delivery unless one with this identity was; without an identity, every delivery is new.</summary>
    public async ValueTask ApplyOnceAsync(PartneroWebhook webhook, string? identity, WebhookContinuation next, CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        if (identity is not null && !Remember(identity))
            return;
        await ApplyAsync(webhook, next, cancellationToken);
    }

    /// <summary>Applies a delivery in the transaction that has begun, and commits it.</summary>
    public async ValueTask ApplyAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        failures.Pass(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        failures.Pass(webhook, FailurePoint.BeforeCommit);
        session.Commit();
        failures.Pass(webhook, FailurePoint.AfterCommit);
    }

    /// <summary>Remembers an identity.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Remember(string identity) =>
        session.Execute("INSERT INTO inbox (identity) VALUES ($identity) ON CONFLICT DO NOTHING", ("identity", identity)) == 1;

    /// <summary>Whether an identity is remembered.</summary>
    public bool Remembers(string identity) =>
        session.Count("SELECT count(*) FROM inbox WHERE identity = $identity", ("identity", identity)) > 0;
}
