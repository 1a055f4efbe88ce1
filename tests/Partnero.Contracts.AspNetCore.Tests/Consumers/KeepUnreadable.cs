namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Writes each unreadable delivery to the journal.</summary>
internal sealed class KeepUnreadable(Journal journal) : IUnreadableWebhookHandler
{
    public ValueTask HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        journal.Add(delivery);
        return ValueTask.CompletedTask;
    }
}
