using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Tests.Hosting;

/// <summary>Registered after the inbox: a handler that blocks.</summary>
internal sealed class GateInsideInbox(Gate gate) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        await gate.PassAsync(cancellationToken);
        await next(cancellationToken);
    }
}
