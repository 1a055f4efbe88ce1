using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Tests.Hosting;

/// <summary>Registered before the inbox: sees each delivery before it has its turn to write.</summary>
internal sealed class GateOutsideInbox(Gate gate) : IWebhookInterceptor
{
    public ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        gate.Arrive();
        return next(cancellationToken);
    }
}
