using System.Collections.Concurrent;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>
/// Holds a delivery until a second one of the same identity has come as far, so that a race is lost every time and not by chance.
/// A delivery that is alone is not held.
/// </summary>
internal sealed class Rendezvous
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _meetings = new();
    private int _underWay;

    /// <summary>Counts a request from its headers on, before its body is complete.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _underWay);
        return new Leaving(this);
    }

    public async Task MeetAsync(string identity, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _underWay) < 2)
            return;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var meeting = _meetings.GetOrAdd(identity, mine);
        if (meeting != mine)
            meeting.TrySetResult();

        // Nobody need come: the other request may be about something else.
        await Task.WhenAny(meeting.Task, Task.Delay(Longest, cancellationToken));
    }

    private sealed class Leaving(Rendezvous rendezvous) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref rendezvous._underWay);
    }
}
