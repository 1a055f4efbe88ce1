namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Writes each unknown event to the journal.</summary>
internal sealed class UnknownEvents(Journal journal) : IWebhookHandler<UnknownWebhook>
{
    public ValueTask HandleAsync(UnknownWebhook webhook, CancellationToken cancellationToken)
    {
        journal.Add(webhook);
        return ValueTask.CompletedTask;
    }
}
