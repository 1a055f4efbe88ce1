using System.Collections.Concurrent;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>The real time, and as much later as it was moved on. Its timers are those of the real time, and go off at each move too.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly ConcurrentBag<Action> _timers = [];
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add(() => callback(state));
        return base.CreateTimer(callback, state, dueTime, period);
    }

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _ticks, by.Ticks);
        foreach (var timer in _timers)
            timer();
    }
}
