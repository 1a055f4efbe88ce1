using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>Takes 429 and 503 as "later", and tries a few times more before anything is judged.</summary>
internal sealed class PatientSender(PartneroSender sender)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    public async Task<DeliveryAnswer> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        foreach (var pause in Pauses)
        {
            if (!answer.IsLater)
                break;
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            answer = await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    /// <summary>Sends once, whatever the answer is.</summary>
    public Task<DeliveryAnswer> SendOnceAsync(WebhookDelivery delivery, CancellationToken cancellationToken) => sender.SendAsync(delivery, cancellationToken);

    /// <summary>Where deliveries go.</summary>
    public Uri Address => sender.Address;

    /// <summary>Sends to another address from now on.</summary>
    public void MoveTo(Uri address) => sender.Address = address;

    public Task<IReadOnlyList<DeliveryAnswer>> SendTogetherAsync(WebhookDelivery delivery, int times, CancellationToken cancellationToken) =>
        sender.SendTogetherAsync(delivery, times, cancellationToken);
}
