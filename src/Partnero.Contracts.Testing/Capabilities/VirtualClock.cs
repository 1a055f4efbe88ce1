namespace Partnero.Contracts.Testing;

/// <summary>A consumer's clock that the contract can move on.</summary>
public sealed class VirtualClock
{
    private readonly TimeProvider? _time;
    private readonly Func<TimeSpan, CancellationToken, Task> _advance;
    private long _advanced;

    /// <summary>The clock of a consumer in the same process.</summary>
    /// <param name="time">The consumer's time provider, such as a <c>FakeTimeProvider</c>.</param>
    /// <param name="advance">Moves it on, such as <c>FakeTimeProvider.Advance</c>.</param>
    public VirtualClock(TimeProvider time, Action<TimeSpan> advance)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(advance);
        _time = time;
        _advance = (by, _) =>
        {
            advance(by);
            return Task.CompletedTask;
        };
    }

    /// <summary>The clock of a consumer elsewhere: it stands at the real time, and then as much later as it was moved on.</summary>
    /// <param name="advance">Moves it on.</param>
    public VirtualClock(Func<TimeSpan, CancellationToken, Task> advance)
    {
        ArgumentNullException.ThrowIfNull(advance);
        _advance = advance;
    }

    /// <summary>What the clock shows.</summary>
    public DateTimeOffset Now => _time?.GetUtcNow() ?? (DateTimeOffset.UtcNow + TimeSpan.FromTicks(Interlocked.Read(ref _advanced)));

    /// <summary>Moves the clock on. Timers that are due fire; what they start may not have ended when this returns.</summary>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default)
    {
        await _advance(by, cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _advanced, by.Ticks);
    }
}
