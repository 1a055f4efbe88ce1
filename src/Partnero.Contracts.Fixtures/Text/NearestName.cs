namespace Partnero.Contracts.Testing.Text;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class NearestName
{
    /// <summary>More letters than these are another name.</summary>
    private const int MaxSlips = 2;

    /// <summary>Whether a name is a known one but for a slip or two.</summary>
    public static bool IsMisspelt(string name, IReadOnlyCollection<string> known) => Distance(name, Of(name, known)) <= MaxSlips;

    /// <summary>The known name that a name is most like: the one with the fewest letters to change, add or take away.</summary>
    public static string Of(string name, IReadOnlyCollection<string> known) => known.MinBy(other => Distance(name, other))!;

    /// <summary>How many letters are to be changed, added or taken away until a name is another one. Its case does not count.</summary>
    public static int Distance(string from, string to)
    {
        (from, to) = (from.ToUpperInvariant(), to.ToUpperInvariant());
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (from[i - 1] == to[j - 1] ? 0 : 1), 1 + Math.Min(row[j], row[j - 1])));
        }

        return row[^1];
    }
}
