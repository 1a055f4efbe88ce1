using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;

namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Fails, before or after its first pause, or even before it is created.</summary>
internal sealed class FailingHandler : IPartnerCreatedHandler
{
    private readonly FailureMoment _moment;

    public FailingHandler(FailureMoment moment)
    {
        _moment = moment;
        if (moment == FailureMoment.Creation)
            throw new InvalidOperationException("The warehouse cannot be reached.");
    }

    public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
    {
        if (_moment == FailureMoment.Call)
            throw new InvalidOperationException("The warehouse is closed.");
        // A token of the handler's own, such as a time-out: nobody hung up.
        if (_moment == FailureMoment.OwnCancellation)
            throw new OperationCanceledException("The warehouse did not answer in time.");
        return LaterAsync();
    }

    private static async ValueTask LaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("The warehouse burnt down.");
    }
}
