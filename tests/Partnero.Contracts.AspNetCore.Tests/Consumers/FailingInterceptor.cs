namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Fails before the handler runs, or after it, as a commit does.</summary>
internal sealed class FailingInterceptor(FailureMoment moment) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        if (moment == FailureMoment.Later)
            await next(cancellationToken);
        throw new InvalidOperationException("The transaction was rolled back.");
    }
}
