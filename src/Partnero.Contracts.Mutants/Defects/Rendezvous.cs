namespace Partnero.Contracts.Mutants.Defects;

/// <summary>
/// Holds a delivery until a second one of the same identity has come as far, so that a race is lost every time and not by chance.
/// A delivery that nobody can join any more, since all that are under way are held, goes on.
/// </summary>
/// <param name="maxWait">How long one is held at most; two seconds where nothing is said.</param>
internal sealed class Rendezvous(TimeSpan? maxWait = null)
{
    private readonly TimeSpan _maxWait = maxWait ?? TimeSpan.FromSeconds(2);
    private readonly Lock _turn = new();
    private readonly Dictionary<string, TaskCompletionSource> _held = [];
    private int _underWay;

    /// <summary>Counts a request from its headers on, before its body is complete.</summary>
    public IDisposable Enter()
    {
        lock (_turn)
            _underWay++;
        return new Leaving(this);
    }

    public async Task MeetAsync(string identity, CancellationToken cancellationToken)
    {
        Task meeting;
        lock (_turn)
        {
            if (_held.Remove(identity, out var first))
            {
                first.SetResult();
                return;
            }

            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Add(identity, mine);
            LetGoWhereNobodyComes();
            meeting = mine.Task;
        }

        await Task.WhenAny(meeting, Task.Delay(_maxWait, cancellationToken));
        lock (_turn)
        {
            if (_held.TryGetValue(identity, out var held) && held.Task == meeting)
                _held.Remove(identity);
        }
    }

    private void LetGoWhereNobodyComes()
    {
        if (_held.Count < _underWay)
            return;
        foreach (var held in _held.Values)
            held.SetResult();
        _held.Clear();
    }

    private sealed class Leaving(Rendezvous rendezvous) : IDisposable
    {
        public void Dispose()
        {
            lock (rendezvous._turn)
            {
                rendezvous._underWay--;
                rendezvous.LetGoWhereNobodyComes();
            }
        }
    }
}
