using System.Text.Json;

namespace Partnero.Contracts.Testing.Tests.Clauses;

/// <summary>The entities of a consumer in process: by their latest event, but for what a test has it do otherwise.</summary>
internal sealed class StateTable
{
    private readonly Dictionary<(string Kind, string Id), Row> _rows = [];

    /// <summary>Whether an event changes nothing.</summary>
    public Func<Posted, bool> Ignores { get; init; } = _ => false;

    /// <summary>Whether an event is older than what is stored.</summary>
    public Func<Posted, DateTimeOffset, bool> IsOlder { get; init; } = (posted, stored) => posted.CreatedAt < stored;

    /// <summary>What a payload is stored as.</summary>
    public Func<Posted, IEnumerable<(string Name, object? Value)>> Stores { get; init; } = posted => posted.Data.EnumerateObject().Select(field => (field.Name, (object?)field.Value));

    /// <summary>Whether what an event leaves out is lost.</summary>
    public bool WipesAbsent { get; init; }

    /// <summary>Whether a deleted entity has a flag, and is still shown.</summary>
    public bool ShowsDeleted { get; init; }

    /// <summary>Whether nothing is kept of what was deleted.</summary>
    public bool ForgetsDeleted { get; init; }

    /// <summary>Which entities an event takes away.</summary>
    public Func<Posted, string, string, bool> TakesAway { get; init; } = (_, _, _) => false;

    /// <summary>What an event adds to a number of another entity.</summary>
    public Func<Posted, (string Kind, string Id, string Name, double By)?> Adds { get; init; } = _ => null;

    /// <summary>Which entity an event brings back, where that was deleted.</summary>
    public Func<Posted, (string Kind, string Id)?> Revives { get; init; } = _ => null;

    /// <summary>What an event sets of another entity that is there.</summary>
    public Func<Posted, (string Kind, string Id, string Name, object Value)?> Sets { get; init; } = _ => null;

    public object? Find(string kind, string id) => _rows.TryGetValue((kind, id), out var row) && (!row.IsDeleted || ShowsDeleted) ? row.Fields : null;

    public void Store(Posted posted)
    {
        var kind = posted.Event!.Split('.')[0];
        var isEnd = posted.Event.EndsWith(".deleted", StringComparison.Ordinal);
        foreach (var gone in _rows.Keys.Where(key => TakesAway(posted, key.Kind, key.Id)).ToList())
            _rows.Remove(gone);
        if (Adds(posted) is var (otherKind, otherId, name, by))
        {
            var other = _rows.GetValueOrDefault((otherKind, otherId)) ?? (_rows[(otherKind, otherId)] = new Row([], default, false));
            other.Fields[name] = (other.Fields.GetValueOrDefault(name) as double? ?? 0) + by;
        }

        if (Revives(posted) is { } key && _rows.TryGetValue(key, out var dead))
            _rows[key] = dead with { IsDeleted = false };
        if (Sets(posted) is var (setKind, setId, setName, value) && _rows.TryGetValue((setKind, setId), out var set))
            set.Fields[setName] = value;
        if (Ignores(posted))
            return;
        _rows.TryGetValue((kind, posted.Entity!), out var row);
        if (isEnd && ForgetsDeleted)
        {
            _rows.Remove((kind, posted.Entity!));
            return;
        }

        if (row is not null && IsOlder(posted, row.At))
            return;
        var fields = row is null || WipesAbsent ? [] : new Dictionary<string, object?>(row.Fields);
        foreach (var (field, stored) in Stores(posted))
            fields[field] = stored is JsonElement json ? json.Clone() : stored;
        if (ShowsDeleted)
            fields["is_deleted"] = isEnd || row?.IsDeleted == true;
        _rows[(kind, posted.Entity!)] = new Row(fields, posted.CreatedAt, isEnd || row?.IsDeleted == true);
    }

    private sealed record Row(Dictionary<string, object?> Fields, DateTimeOffset At, bool IsDeleted);
}
