using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Testing;

namespace Consumer.Tests.Hosting;

/// <summary>Registered before the inbox: fails when its transaction is committed, and the delivery not answered.</summary>
internal sealed class FailureOutsideInbox(InjectedFailures failures) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        await next(cancellationToken);
        failures.ThrowIfDue(webhook, FailurePoint.AfterCommit);
    }
}
