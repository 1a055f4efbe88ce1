using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Cases;

namespace Partnero.Contracts.Testing.Session;

/// <summary>Works the consumer's switches. One that fails leaves the clause open, and says nothing of the consumer's promises.</summary>
internal sealed class ConsumerSwitches(WebhookConsumer consumer, DeliveryFactory deliveries, RetryingSender sender)
{
    /// <summary>Has the next attempts to apply a delivery's event to its entity fail.</summary>
    /// <exception cref="ClauseEndedException">The switch failed.</exception>
    public Task FailAsync(WebhookDelivery delivery, int times, FailurePoint point, CancellationToken cancellationToken) => CallAsync(
        nameof(WebhookConsumer.FailFor), () => consumer.FailFor!(delivery.Event, delivery.EntityId, times, point, cancellationToken));

    /// <summary>Restarts the consumer, and goes on at the address where it then listens.</summary>
    /// <exception cref="ClauseEndedException">The switch failed.</exception>
    public Task RestartAsync(CancellationToken cancellationToken) => CallAsync(
        nameof(WebhookConsumer.Restart), async () => sender.MoveTo(await consumer.Restart!(cancellationToken).ConfigureAwait(false)));

    /// <summary>Moves the consumer's clock on; what is sent next happens so much later.</summary>
    /// <exception cref="ClauseEndedException">The switch failed.</exception>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        await CallAsync(nameof(WebhookConsumer.Clock), () => consumer.Clock!.AdvanceAsync(by, cancellationToken)).ConfigureAwait(false);
        deliveries.Advance(by);
    }

    /// <summary>Has the consumer take deliveries signed with these secrets, and no others.</summary>
    /// <exception cref="ClauseEndedException">The switch failed.</exception>
    public Task SetSecretsAsync(IReadOnlyList<string> secrets, CancellationToken cancellationToken) => CallAsync(
        nameof(WebhookConsumer.SetSecrets), () => consumer.SetSecrets!(secrets, cancellationToken));

    private static async Task CallAsync(string name, Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (RestartUnseenException exception)
        {
            throw ClauseEndedException.Unable(exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw ClauseEndedException.Blocked(exception is ProbeException ? exception.Message : $"{nameof(WebhookConsumer)}.{name} failed: {exception.Message}");
        }
    }
}
