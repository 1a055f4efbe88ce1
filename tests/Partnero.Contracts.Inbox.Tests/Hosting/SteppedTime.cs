namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>The real time, and as much later as it was moved on.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
