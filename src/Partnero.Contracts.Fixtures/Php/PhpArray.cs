using System.Collections;

namespace Partnero.Contracts.Testing.Php;

/// <summary>PHP's array: entries in order, each with a key. Its JSON is a list when the keys are 0, 1, 2…, and an object otherwise.</summary>
/// <remarks>Immutable. An empty array is written <c>[]</c>, also where a map was meant.</remarks>
internal sealed record PhpArray : PhpValue, IReadOnlyList<KeyValuePair<PhpKey, PhpValue>>
{
    private readonly KeyValuePair<PhpKey, PhpValue>[] _entries;

    /// <summary>Creates an array; as in PHP, a later entry of the same key replaces the value of the earlier one.</summary>
    public PhpArray(IEnumerable<KeyValuePair<PhpKey, PhpValue>> entries) => _entries = PhpEntries.Collect(entries);

    private PhpArray(KeyValuePair<PhpKey, PhpValue>[] distinct) => _entries = distinct;

    /// <summary>An array without entries.</summary>
    public static PhpArray Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Length;

    internal ReadOnlySpan<KeyValuePair<PhpKey, PhpValue>> Entries => _entries;

    /// <summary>Whether the keys are 0, 1, 2… in this order.</summary>
    public bool IsList
    {
        get
        {
            for (var i = 0; i < _entries.Length; i++)
            {
                if (!_entries[i].Key.IsInteger || _entries[i].Key.Number != i)
                    return false;
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public KeyValuePair<PhpKey, PhpValue> this[int index] => _entries[index];

    /// <summary>The value of a name; null if absent.</summary>
    public PhpValue? this[string name] => PhpEntries.IndexOf(_entries, PhpKey.Of(name)) is var at and >= 0 ? _entries[at].Value : null;

    /// <summary>An array with the keys 0, 1, 2….</summary>
    public static PhpArray List(IEnumerable<PhpValue> values) => new([.. values.Select((value, i) => KeyValuePair.Create(PhpKey.Of(i), value))]);

    /// <summary>An array with names as keys.</summary>
    public static PhpArray Map(params IEnumerable<(string Name, PhpValue Value)> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(PhpKey.Of(entry.Name), entry.Value)));

    /// <summary>The same array with one value set: in its place where the name is there, else at the end.</summary>
    public PhpArray With(string name, PhpValue value) => new(_entries.Append(KeyValuePair.Create(PhpKey.Of(name), value)));

    /// <summary>The same array without a name.</summary>
    public PhpArray Without(string name) => new(_entries.Where(entry => entry.Key != PhpKey.Of(name)));

    /// <inheritdoc/>
    public bool Equals(PhpArray? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override int GetHashCode() => PhpEntries.Hash(_entries);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<PhpKey, PhpValue>> GetEnumerator() => _entries.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>An array of entries whose keys are known to be distinct; the array becomes its own.</summary>
    internal static PhpArray OfDistinct(KeyValuePair<PhpKey, PhpValue>[] entries) => new(entries);
}
