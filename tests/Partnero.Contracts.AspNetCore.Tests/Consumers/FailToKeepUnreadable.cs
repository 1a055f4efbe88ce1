namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Fails to keep what cannot be read.</summary>
internal sealed class FailToKeepUnreadable : IUnreadableWebhookHandler
{
    private readonly FailureMoment _moment;

    public FailToKeepUnreadable(FailureMoment moment)
    {
        _moment = moment;
        if (moment == FailureMoment.Creation)
            throw new InvalidOperationException("The disk is missing.");
    }

    public async ValueTask<UnreadableOutcome> HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        if (_moment == FailureMoment.Later)
            await Task.Yield();
        throw _moment == FailureMoment.OwnCancellation ? new OperationCanceledException("The disk is slow.") : new IOException("The disk is full.");
    }
}
