namespace Partnero.Contracts.Mutants.Application;

/// <summary>The real time, and as much later as it was moved on.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <summary>Moves the time on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
