namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Answers for every delivery, as an inbox does for a duplicate.</summary>
internal sealed class LeavingInterceptor : IWebhookInterceptor
{
    public ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
