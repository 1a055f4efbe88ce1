using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Partnero.Contracts.Reading;

/// <summary>A list as the map that PHP wrote it from: its positions are the names.</summary>
/// <remarks>A view: a name is made only for who asks for it, so that a list of a million items costs no more than the items.</remarks>
internal sealed class PositionMap<T>(IReadOnlyList<T> items) : IReadOnlyDictionary<string, T>
{
    public int Count => items.Count;

    public IEnumerable<string> Keys => Enumerable.Range(0, items.Count).Select(Name);

    public IEnumerable<T> Values => items;

    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The map has no name '{key}'.");

    public bool ContainsKey(string key) => PositionOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var position = PositionOf(key);
        value = position < 0 ? default : items[position];
        return position >= 0;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => items.Select((item, i) => KeyValuePair.Create(Name(i), item)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Only the name that PHP would have written: not 01, and not +1.</summary>
    private int PositionOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < items.Count && Name(position) == key ? position : -1;
    }

    private static string Name(int position) => position.ToString(CultureInfo.InvariantCulture);
}
