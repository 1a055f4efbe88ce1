namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Writes each unreadable delivery to the journal.</summary>
internal class KeepUnreadable(Journal journal) : IUnreadableWebhookHandler
{
    protected virtual UnreadableOutcome Outcome => UnreadableOutcome.Refused;

    public ValueTask<UnreadableOutcome> HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        journal.Add(delivery);
        return new(Outcome);
    }
}
