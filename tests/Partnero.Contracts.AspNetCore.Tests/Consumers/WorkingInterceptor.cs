namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Writes the unit of work that it was given to the journal.</summary>
internal sealed class WorkingInterceptor(Journal journal, UnitOfWork work) : IWebhookInterceptor
{
    public ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        journal.Add(work);
        return next(cancellationToken);
    }
}
