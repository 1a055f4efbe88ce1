using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Testing;

namespace Consumer.Tests.Hosting;

/// <summary>Registered after the inbox, and so within its transaction: fails around the handler.</summary>
internal sealed class FaultInsideInbox(Faults faults) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        faults.ThrowIfDue(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        faults.ThrowIfDue(webhook, FailurePoint.BeforeCommit);
    }
}
