using System.Diagnostics;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>What has happened to a consumer so far, whichever clause it was in.</summary>
internal sealed class ConsumerHistory
{
    private long _startedAt;

    /// <summary>The last delivery that somebody was there to take; null before the first.</summary>
    public WebhookDelivery? Last { get; set; }

    /// <summary>When it was last seen down, or told to restart, as a timestamp; null where it was never.</summary>
    public long? StartedAt => Interlocked.Read(ref _startedAt) is var at and not 0 ? at : null;

    /// <summary>Why nothing more can be found out of the consumer, since it ended or fails for everything; null while it does not.</summary>
    public string? CutShort { get; set; }

    public void Started() => Interlocked.Exchange(ref _startedAt, Stopwatch.GetTimestamp());
}
