namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Writes to the journal before and after what comes next.</summary>
internal class OuterInterceptor(Journal journal) : IWebhookInterceptor
{
    protected virtual string Name => "outer";

    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        journal.Add(Name + " begins");
        await next(cancellationToken);
        journal.Add(Name + " ends");
    }
}
