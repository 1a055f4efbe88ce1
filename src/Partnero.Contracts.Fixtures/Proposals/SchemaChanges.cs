using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Proposals;

/// <summary>One change of a schema.</summary>
/// <param name="Pointer">What of a delivery it is about: a JSON pointer into the body.</param>
/// <param name="What">What the schema says now.</param>
internal sealed record SchemaChange(string Pointer, string What)
{
    /// <summary>Whether it names a field that the schema takes already, without a name.</summary>
    public bool NamesField { get; init; }
}

/// <summary>The changes of a proposal: of each place the last, for it says what the earlier ones said too.</summary>
internal sealed class SchemaChanges
{
    private readonly OrderedDictionary<string, SchemaChange> _changes = [];

    public IReadOnlyList<SchemaChange> All => [.. _changes.Values];

    /// <summary>The same place of all items of a list.</summary>
    public static string General(string pointer) =>
        string.Join('/', pointer.Split('/').Select(token => token.Length > 0 && token.All(char.IsAsciiDigit) ? "*" : token));

    public void Note(SchemaChange change)
    {
        if (change.What.Length == 0)
            return;
        var place = General(change.Pointer);

        // What may be anything has no parts that need to change.
        if (change.What.Contains(Widening.Anything, StringComparison.Ordinal))
        {
            foreach (var within in _changes.Keys.Where(other => other.StartsWith(place + "/", StringComparison.Ordinal)).ToList())
                _changes.Remove(within);
        }

        _changes[place] = change;
    }
}
