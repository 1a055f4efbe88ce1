namespace Partnero.Contracts.Testing.Php;

/// <summary>Entries as PHP keeps them: in order, one for each key.</summary>
internal static class PhpEntries
{
    /// <summary>As in PHP, a later entry of the same key replaces the value of the earlier one, in its place.</summary>
    public static KeyValuePair<PhpKey, PhpValue>[] Collect(IEnumerable<KeyValuePair<PhpKey, PhpValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var all = new OrderedDictionary<PhpKey, PhpValue>();
        foreach (var (key, value) in entries)
            all[key] = value;
        return [.. all];
    }

    public static int Hash(ReadOnlySpan<KeyValuePair<PhpKey, PhpValue>> entries)
    {
        var hash = new HashCode();
        foreach (var entry in entries)
            hash.Add(entry);
        return hash.ToHashCode();
    }

    public static int IndexOf(ReadOnlySpan<KeyValuePair<PhpKey, PhpValue>> entries, PhpKey key)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Key == key)
                return i;
        }

        return -1;
    }
}
