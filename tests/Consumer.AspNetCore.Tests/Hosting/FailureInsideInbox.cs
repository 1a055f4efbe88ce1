using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Testing;

namespace Consumer.Tests.Hosting;

/// <summary>Registered after the inbox, and so within its transaction: fails around the handler.</summary>
internal sealed class FailureInsideInbox(InjectedFailures failures) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        failures.ThrowIfDue(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        failures.ThrowIfDue(webhook, FailurePoint.BeforeCommit);
    }
}
