namespace Partnero.Contracts.Testing.Session;

/// <summary>What has happened to a consumer so far, whichever clause it was in.</summary>
/// <param name="time">Tells how long ago something was; unless given, the system's.</param>
internal sealed class ConsumerHistory(TimeProvider? time = null)
{
    /// <summary>How long a process that ends still takes connections, and breaks them off.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    private long _startedAt;
    private bool _hasFailed;
    private bool _hasEnded;

    /// <summary>A process that breaks off a delivery may take some more before it is gone.</summary>
    private static readonly TimeSpan Suspicion = TimeSpan.FromSeconds(5);

    private WebhookDelivery? _last;
    private WebhookDelivery? _brokenOff;
    private long _brokenOffAt;

    /// <summary>The delivery that is most likely to have ended the consumer: one that was broken off just now, else the last that somebody took; null before the first.</summary>
    public WebhookDelivery? Suspect => _brokenOff is not null && _time.GetElapsedTime(_brokenOffAt) < Suspicion ? _brokenOff : _last;

    /// <summary>When it was last seen down, or told to restart, as a timestamp; null where it was never.</summary>
    public long? StartedAt => Interlocked.Read(ref _startedAt) is var at and not 0 ? at : null;

    /// <summary>Why nothing more can be found out of the consumer, since it ended or fails for everything; null while it does not.</summary>
    public string? CutShort { get; set; }

    /// <summary>Whether a clause has failed, or said why it could not be exercised: whoever looks at single clauses then knows that the consumer is not sound.</summary>
    public bool IsKnownToFail { get; set; }

    /// <summary>
    /// Whether a connection that broke off shows nothing of its delivery: one before it broke off too, or was answered with a failure,
    /// so the process may be about to end, and be started again.
    /// </summary>
    /// <param name="waited">How long it has been waited for.</param>
    public bool IsGoingDown(TimeSpan waited)
    {
        if (!_hasFailed || _hasEnded)
            return false;
        _hasEnded = waited > Ending;
        return !_hasEnded;
    }

    /// <summary>Somebody took a delivery, and answered or broke off.</summary>
    public void Heard(WebhookDelivery delivery, DeliveryAnswer answer)
    {
        _last = delivery;
        _hasFailed = answer.IsUnanswered || answer is { Status: >= 500, IsLater: false };

        // The first of several in a row: those after it may only have met the end.
        if (answer.IsUnanswered && (_brokenOff is null || _time.GetElapsedTime(_brokenOffAt) > Suspicion))
            (_brokenOff, _brokenOffAt) = (delivery, _time.GetTimestamp());
        _hasEnded &= answer.IsUnanswered;
    }

    public void Started() => Interlocked.Exchange(ref _startedAt, _time.GetTimestamp());
}
