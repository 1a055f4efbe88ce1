using System.Diagnostics;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Session;

/// <summary>
/// Takes 429 and 503 as "later", and tries a few times more before anything is judged; so it does with 502 and 504 after a start. Waits for a consumer
/// that was there and is down: a process that a delivery ends may be started again.
/// </summary>
internal sealed class RetryingSender(PartneroSender sender, RetryLimits limits, ConsumerHistory history)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>A consumer that let the sender wait this often in a row will do it again.</summary>
    private const int MaxTimeouts = 2;

    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _timeouts;
    private TimeSpan _waited;
    private TimeSpan _waitsUntil;

    /// <summary>Where deliveries go.</summary>
    public Uri Address => sender.Address;

    /// <exception cref="ClauseEndedException">The consumer is silent, asks to be sent to later for too long, or is gone.</exception>
    public async Task<DeliveryAnswer> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(delivery, cancellationToken).ConfigureAwait(false);
        if (answer.IsUnanswered)
        {
            // It may have met the end of a process that an earlier delivery brought down; if it is the one that does, it does so again.
            await Task.Delay(Between, cancellationToken).ConfigureAwait(false);
            answer = await AskAsync(delivery, cancellationToken).ConfigureAwait(false);
        }

        return await PutOffAsync(delivery, answer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends once, whatever the answer is.</summary>
    /// <exception cref="ClauseEndedException">The consumer let the sender wait for several deliveries in a row, or is gone.</exception>
    public async Task<DeliveryAnswer> SendOnceAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(delivery, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            _timeouts = answer.IsTimeout ? _timeouts + 1 : 0;
            if (_timeouts < MaxTimeouts)
                return answer;
            _timeouts = 0;
        }

        throw ClauseEndedException.Silent(delivery, answer);
    }

    /// <summary>Sends once, whatever the answer is; that none came is an answer too.</summary>
    /// <exception cref="ClauseEndedException">The consumer is gone.</exception>
    public async Task<DeliveryAnswer> AskAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var suspect = history.Suspect;
        while (true)
        {
            try
            {
                var answer = await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
                if (answer.IsUnanswered && history.IsGoingDown(clock.Elapsed))
                {
                    await Task.Delay(Between, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                history.Heard(delivery, answer);
                return answer;
            }
            catch (ConsumerUnreachableException exception) when (delivery.Address is not null)
            {
                throw ClauseEndedException.Blocked($"{nameof(WebhookConsumer)}.{nameof(WebhookConsumer.Replica)} cannot be reached: {exception.Message}");
            }
            catch (ConsumerUnreachableException) when (suspect is not null)
            {
                // It was there before. The time that ran out says nothing of the consumer unless it was asked after it.
                if (clock.Elapsed > limits.Return)
                    throw ClauseEndedException.Gone(suspect, Address, clock.Elapsed);
                await Task.Delay(Between, cancellationToken).ConfigureAwait(false);
                history.Started();
            }
        }
    }

    /// <summary>
    /// Whether a failure has lost nothing, as that of a database that was locked for a moment: it is over at the sender's retry,
    /// and another delivery like it does not fail at all. A consumer that marks what fails as done takes the retry too, and fails again for the other.
    /// </summary>
    /// <param name="delivery">What failed.</param>
    /// <param name="answer">How it failed.</param>
    /// <param name="prepare">Has the entity of the other delivery created.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<bool> IsPassingAsync(WebhookDelivery delivery, DeliveryAnswer answer, Func<WebhookDelivery, Task> prepare, CancellationToken cancellationToken)
    {
        if (answer is not { Status: >= 500, IsLater: false } || delivery.Again is not { } again)
            return false;
        var other = again();
        await prepare(other).ConfigureAwait(false);
        return (await SendAsync(other, cancellationToken).ConfigureAwait(false)).IsAccepted
            && (await SendAsync(delivery, cancellationToken).ConfigureAwait(false)).IsAccepted;
    }

    /// <summary>Sends to another address from now on, or to a consumer that has just been started.</summary>
    public void MoveTo(Uri address)
    {
        sender.Address = address;
        history.Started();
    }

    /// <summary>Sends deliveries at the same moment. How many of them time out is for the clause to judge: it does not make the consumer a silent one.</summary>
    public async Task<IReadOnlyList<DeliveryAnswer>> SendTogetherAsync(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                var answers = await sender.SendTogetherAsync(deliveries, cancellationToken).ConfigureAwait(false);
                history.Heard(deliveries[^1], answers[^1]);
                return answers;
            }
            catch (ConsumerUnreachableException) when (history.Suspect is not null && clock.Elapsed <= limits.Return && deliveries.All(delivery => delivery.Address is null))
            {
                // It was there before, and took none of them.
                await Task.Delay(Between, cancellationToken).ConfigureAwait(false);
                history.Started();
            }
        }
    }

    /// <summary>Tries again, later, what was put off.</summary>
    public async Task<DeliveryAnswer> FollowUpAsync(WebhookDelivery delivery, DeliveryAnswer answer, CancellationToken cancellationToken) =>
        await PutOffAsync(delivery, answer, cancellationToken).ConfigureAwait(false);

    /// <summary>Tries again what was put off with 429 or 503.</summary>
    private async Task<DeliveryAnswer> PutOffAsync(WebhookDelivery delivery, DeliveryAnswer answer, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses)
        {
            if (!answer.IsLater)
                break;
            answer = await TryLaterAsync(delivery, pause, cancellationToken).ConfigureAwait(false);
        }

        // What has just been started may not be ready yet, or what stands before it may not have found it.
        while ((answer.IsLater || answer.IsOfGateway) && IsStarting)
            answer = await TryLaterAsync(delivery, Pauses[^2], cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private async Task<DeliveryAnswer> TryLaterAsync(WebhookDelivery delivery, TimeSpan pause, CancellationToken cancellationToken)
    {
        // After a start, "later" is no limit on the rate; and what waits side by side waits once.
        if (!IsStarting)
        {
            lock (_lock)
            {
                var (now, end) = (_clock.Elapsed, _clock.Elapsed + pause);
                if (now >= _waitsUntil)
                    _waited += pause;
                else if (end > _waitsUntil)
                    _waited += end - _waitsUntil;
                if (end > _waitsUntil)
                    _waitsUntil = end;
                if (_waited > limits.Later)
                    throw ClauseEndedException.Busy(limits.Later);
            }
        }

        await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        return await AskAsync(delivery, cancellationToken).ConfigureAwait(false);
    }

    private bool IsStarting => history.StartedAt is { } at && Stopwatch.GetElapsedTime(at) < limits.Start;
}
