namespace Docs.Tests.Pages;

/// <summary>A page of docs/: the files that a reader pastes, and the commands that are typed.</summary>
internal sealed class Page
{
    private Page(string name, string text)
    {
        Name = name;
        Text = text;
        Read(text.Split('\n'));
    }

    /// <summary>Its file in docs/, without the ending.</summary>
    public string Name { get; }

    public string Text { get; }

    /// <summary>The page that must have been followed before: <c>&lt;!-- after: ef-core.md --&gt;</c>.</summary>
    public string? After { get; private set; }

    /// <summary>The blocks under <c>&lt;!-- file: PATH --&gt;</c>, by their path.</summary>
    public Dictionary<string, string> Files { get; } = [];

    /// <summary>The lines of the blocks of the kind <c>console</c>, without a <c>$</c> before them.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>The blocks of JSON.</summary>
    public List<string> Json { get; } = [];

    /// <summary>The blocks of C# that are not under a marker, so that nothing compiles them.</summary>
    public List<string> Uncompiled { get; } = [];

    public static Page Of(string name) => new(name, File.ReadAllText(Repository.Path("docs", name + ".md")).ReplaceLineEndings("\n"));

    private void Read(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            if (Marker(lines[at], "after") is { } page)
                After = System.IO.Path.GetFileNameWithoutExtension(page);
            if (!lines[at].StartsWith("```", StringComparison.Ordinal))
                continue;

            var block = lines.Skip(at + 1).TakeWhile(line => line != "```").ToList();
            if (at > 0 && Marker(lines[at - 1], "file") is { } path)
                Files[path] = string.Join('\n', block) + "\n";
            else if (lines[at] == "```console")
                Commands.AddRange(block.Select(line => line.StartsWith("$ ", StringComparison.Ordinal) ? line[2..] : line));
            else if (lines[at] == "```json")
                Json.Add(string.Join('\n', block));
            else if (lines[at] == "```csharp")
                Uncompiled.Add(string.Join('\n', block));
            at += block.Count + 1;
        }
    }

    private static string? Marker(string line, string kind) =>
        line.StartsWith($"<!-- {kind}: ", StringComparison.Ordinal) && line.EndsWith(" -->", StringComparison.Ordinal) ? line[(kind.Length + 7)..^4] : null;
}
