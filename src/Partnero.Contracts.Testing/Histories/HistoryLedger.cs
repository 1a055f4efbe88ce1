namespace Partnero.Contracts.Testing.Histories;

/// <summary>
/// What a sound consumer must have made of a history, as far as that can be proved from what it answered: each event that was delivered takes
/// effect once, however often it came. Only of an event that comes when a later one of its entity may have been applied, or before its
/// entity's creation, a consumer may make nothing.
/// </summary>
internal sealed class HistoryLedger
{
    private readonly Dictionary<HistoryEvent, Entry> _entries = [];
    private int _time;

    /// <summary>What was sent and not acknowledged yet, in the order of the first attempts: the sender comes again.</summary>
    public IReadOnlyList<HistoryEvent> Pending => [.. _entries.Where(entry => !entry.Value.IsAccepted).OrderBy(entry => entry.Value.FirstTried).Select(entry => entry.Key)];

    /// <summary>What was acknowledged.</summary>
    public IReadOnlyList<HistoryEvent> Accepted => [.. _entries.Where(entry => entry.Value.IsAccepted).Select(entry => entry.Key)];

    /// <summary>Notes that an event is sent: from now on it may have been applied.</summary>
    public void Tried(HistoryEvent sent) => _entries.TryAdd(sent, new Entry { FirstTried = ++_time });

    /// <summary>Notes that an event was acknowledged.</summary>
    public void Acknowledged(HistoryEvent sent) => _entries[sent].IsAccepted = true;

    /// <summary>Notes that the effects of all acknowledged events of a key were seen.</summary>
    public void Seen((string Event, string Entity) key)
    {
        _time++;
        foreach (var (_, entry) in _entries.Where(entry => entry.Key.Key == key && entry.Value.IsAccepted))
            entry.SeenAt ??= _time;
    }

    public bool IsAccepted(HistoryEvent sent) => _entries.TryGetValue(sent, out var entry) && entry.IsAccepted;

    /// <summary>What was acknowledged of an entity and not seen yet: before something later is sent, it is worth a look.</summary>
    public IReadOnlyList<HistoryEvent> Unseen(string entity) =>
        [.. _entries.Where(entry => entry.Key.Entity == entity && entry.Value is { IsAccepted: true, SeenAt: null }).Select(entry => entry.Key)];

    /// <summary>How many effects the events of each key must have in the end.</summary>
    public IReadOnlyList<(HistoryEvent Event, int AtLeast, int AtMost)> Expected() =>
        [.. _entries.Keys.GroupBy(sent => sent.Key).Select(group => (group.First(), group.Count(sent => IsAccepted(sent) && !MayBeIgnored(sent)), group.Count()))];

    /// <summary>Whether a consumer may make nothing of an event: something later may have been applied before it, or it came before its entity's creation.</summary>
    public bool MayBeIgnored(HistoryEvent sent)
    {
        // What was seen to be applied was applied before the steps after that; anything else may be applied at any time.
        var appliedBy = _entries[sent].SeenAt ?? int.MaxValue;
        return _entries.Any(other => other.Key.Entity == sent.Entity && other.Key != sent && other.Value.FirstTried <= appliedBy
            && (other.Key.Number > sent.Number || (other.Key.IsCreation && !IsBefore(other.Value, sent))));
    }

    /// <summary>Whether a creation was surely applied when an event was first sent.</summary>
    private bool IsBefore(Entry creation, HistoryEvent sent) => creation.SeenAt is { } seen && seen <= _entries[sent].FirstTried;

    private sealed class Entry
    {
        public required int FirstTried { get; init; }

        public bool IsAccepted { get; set; }

        public int? SeenAt { get; set; }
    }
}
