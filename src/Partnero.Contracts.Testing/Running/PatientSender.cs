using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>Takes 429 and 503 as "later", and tries a few times more before anything is judged.</summary>
internal sealed class PatientSender(PartneroSender sender, TimeSpan mostWaiting)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>A consumer that let the sender wait this often in a row will do it again.</summary>
    private const int MostTimeouts = 2;

    private int _timeouts;
    private TimeSpan _waited;

    /// <exception cref="ConsumerSilentException">The consumer let the sender wait for several deliveries in a row.</exception>
    /// <exception cref="ConsumerBusyException">The consumer asked for so much patience that nothing is left of it.</exception>
    public async Task<DeliveryAnswer> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(delivery, cancellationToken).ConfigureAwait(false);
        foreach (var pause in Pauses)
        {
            if (!answer.IsLater)
                break;
            _waited += pause;
            if (_waited > mostWaiting)
                throw new ConsumerBusyException(mostWaiting);
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            answer = await SendOnceAsync(delivery, cancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    /// <summary>Sends once, whatever the answer is.</summary>
    /// <exception cref="ConsumerSilentException">The consumer let the sender wait for several deliveries in a row.</exception>
    public async Task<DeliveryAnswer> SendOnceAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        _timeouts = answer.IsTimeout ? _timeouts + 1 : 0;
        if (_timeouts < MostTimeouts)
            return answer;
        _timeouts = 0;
        throw new ConsumerSilentException(delivery, answer);
    }

    /// <summary>Where deliveries go.</summary>
    public Uri Address => sender.Address;

    /// <summary>Sends to another address from now on.</summary>
    public void MoveTo(Uri address) => sender.Address = address;

    public Task<IReadOnlyList<DeliveryAnswer>> SendTogetherAsync(WebhookDelivery delivery, int times, CancellationToken cancellationToken) =>
        sender.SendTogetherAsync(delivery, times, cancellationToken);
}
