namespace Partnero.Contracts.Testing.Php;

/// <summary>Reads and changes parts of a value by the names and positions of a JSON pointer.</summary>
internal static class PhpTree
{
    /// <summary>The part at a place; null if absent.</summary>
    public static PhpValue? Find(PhpValue value, ReadOnlySpan<string> path)
    {
        PhpValue? at = value;
        foreach (var token in path)
            at = at switch { PhpArray array => array[token], PhpObject @object => @object[token], _ => null };
        return at;
    }

    /// <summary>The same value with a part replaced; with one more entry, where the last name is new.</summary>
    /// <exception cref="ArgumentException">There is nothing at the place before the last.</exception>
    public static PhpValue Set(PhpValue value, ReadOnlySpan<string> path, PhpValue part) => Change(value, path, (entries, key) =>
    {
        var at = PhpEntries.IndexOf(entries, key);
        if (at < 0)
            return [.. entries, new(key, part)];
        var changed = (KeyValuePair<PhpKey, PhpValue>[])entries.Clone();
        changed[at] = new(key, part);
        return changed;
    }) ?? part;

    /// <summary>The same value without a part. What comes after an item of a list moves up.</summary>
    /// <exception cref="ArgumentException">There is nothing at the place.</exception>
    public static PhpValue Remove(PhpValue value, ReadOnlySpan<string> path) =>
        Change(value, path, (entries, key) => [.. entries.Where(entry => entry.Key != key)])
            ?? throw new ArgumentException("The whole value cannot be left out.", nameof(path));

    /// <summary>All parts of a value, the whole first, with their places.</summary>
    public static IEnumerable<(string[] Path, PhpValue Value)> Parts(PhpValue value)
    {
        yield return ([], value);
        foreach (var entry in JsonEntries(value))
        {
            foreach (var (path, part) in Parts(entry.Value))
                yield return ([entry.Key.ToString(), .. path], part);
        }
    }

    private static PhpValue? Change(PhpValue value, ReadOnlySpan<string> path, Func<KeyValuePair<PhpKey, PhpValue>[], PhpKey, KeyValuePair<PhpKey, PhpValue>[]> change)
    {
        if (path.Length == 0)
            return null;
        var entries = JsonEntries(value);
        if (value is not (PhpArray or PhpObject))
            throw new ArgumentException($"There is nothing to change at '{path[0]}': it would stand in a value that holds no others.", nameof(path));
        var key = PhpKey.Of(path[0]);
        KeyValuePair<PhpKey, PhpValue>[] changed;
        if (path.Length == 1)
        {
            changed = change(entries, key);
        }
        else
        {
            var at = PhpEntries.IndexOf(entries, key);
            if (at < 0)
                throw new ArgumentException($"There is no '{path[0]}' to change a part of.", nameof(path));
            changed = (KeyValuePair<PhpKey, PhpValue>[])entries.Clone();
            changed[at] = new(key, Change(entries[at].Value, path[1..], change)!);
        }

        return Like(value, changed);
    }

    /// <summary>Entries in the same kind of value: a list stays one, and an object does not become one.</summary>
    private static PhpValue Like(PhpValue value, KeyValuePair<PhpKey, PhpValue>[] entries)
    {
        if (value is PhpArray { IsList: true })
            return PhpArray.List(entries.Select(entry => entry.Value));
        var array = PhpArray.OfDistinct(entries);
        return value is PhpObject || array.IsList ? PhpObject.OfDistinct(entries) : array;
    }

    private static KeyValuePair<PhpKey, PhpValue>[] JsonEntries(PhpValue value) => value switch
    {
        PhpArray array => array.Entries.ToArray(),
        PhpObject @object => @object.Entries.ToArray(),
        _ => [],
    };
}
