using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;

namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Works until it is cancelled.</summary>
internal sealed class WaitingHandler(Encounter encounter) : IPartnerCreatedHandler
{
    public async ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
    {
        encounter.Begun.SetResult();
        var never = new TaskCompletionSource();
        try
        {
            await never.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            encounter.Cancelled.SetResult();
            throw;
        }
    }
}
