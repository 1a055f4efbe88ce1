namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Keeps what cannot be read so slowly that it is cancelled.</summary>
internal sealed class WaitingKeeper(Encounter encounter) : IUnreadableWebhookHandler
{
    public async ValueTask<UnreadableOutcome> HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        encounter.Begun.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return UnreadableOutcome.Refused;
    }
}
