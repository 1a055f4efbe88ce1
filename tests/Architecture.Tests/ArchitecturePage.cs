using Xunit;

namespace Architecture.Tests;

/// <summary>ARCHITECTURE.md: its pictures, which tests draw, and the rows of its tables.</summary>
internal static class ArchitecturePage
{
    private static readonly string Path = System.IO.Path.Combine(FolderGraph.Root, "ARCHITECTURE.md");

    private static string Text => File.ReadAllText(Path);

    /// <summary>Fails where the picture under a marker is another one; draws it where snapshots are accepted.</summary>
    public static void AssertShows(string marker, string drawing)
    {
        var begin = $"<!-- {marker} -->\n";
        var text = Text;
        var at = text.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(at >= 0, $"ARCHITECTURE.md has no '{begin.Trim()}'.");
        at += begin.Length;
        var end = text.IndexOf("\n```\n", at, StringComparison.Ordinal) + 4;
        if (Environment.GetEnvironmentVariable("PARTNERO_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(Path, text = text[..at] + drawing + text[end..]);

        Assert.Contains(begin + drawing + "\n", text, StringComparison.Ordinal);
    }

    /// <summary>What a table has in its first column.</summary>
    /// <param name="column">The heading of that column.</param>
    public static IReadOnlyList<string> Rows(string column) =>
    [
        .. Text.Split('\n').SkipWhile(line => !line.StartsWith($"| {column} |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')[1].Trim(' ', '`')),
    ];

    /// <summary>A drawing in which an arrow that others lead along is left out.</summary>
    public static string Draw(IReadOnlyCollection<(string From, string To)> edges, Func<(string From, string To), string> line)
    {
        var direct = edges.Where(edge => !edges.Any(way => way.From == edge.From && way.To != edge.To && Reaches(edges, way.To, edge.To)));
        return "```mermaid\ngraph TD\n" + string.Concat(direct.Select(edge => $"  {line(edge)}\n")) + "```";
    }

    private static bool Reaches(IReadOnlyCollection<(string From, string To)> edges, string from, string to)
    {
        var reached = new HashSet<string> { from };
        while (edges.Any(edge => reached.Contains(edge.From) && reached.Add(edge.To)))
        {
        }

        return reached.Contains(to);
    }
}
