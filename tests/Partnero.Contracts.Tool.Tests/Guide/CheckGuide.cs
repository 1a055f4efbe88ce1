using System.Reflection;

namespace Partnero.Contracts.Tool.Tests.Guide;

/// <summary>docs/check.md as steps: its marked files and its commands, in order.</summary>
internal static class CheckGuide
{
    private static readonly string Path = typeof(CheckGuide).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "CheckGuide").Value!;

    public static string Text { get; } = File.ReadAllText(Path);

    public static IReadOnlyList<GuideStep> Steps { get; } = [.. Read(Text.ReplaceLineEndings("\n").Split('\n'))];

    public static IEnumerable<GuideStep.Run> Commands => Steps.OfType<GuideStep.Run>();

    /// <summary>Writes another line in the place of one that the guide prints once.</summary>
    public static void Replace(string line, string other)
    {
        var text = File.ReadAllText(Path);
        if (text.Split(line).Length != 2)
            throw new InvalidOperationException($"The guide does not print this line exactly once: {line}");
        File.WriteAllText(Path, text.Replace(line, other, StringComparison.Ordinal));
    }

    private static IEnumerable<GuideStep> Read(string[] lines)
    {
        var section = "";
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith("## ", StringComparison.Ordinal))
                section = lines[at][3..];
            if (!lines[at].StartsWith("```", StringComparison.Ordinal))
                continue;

            var block = lines.Skip(at + 1).TakeWhile(line => line != "```").ToList();
            if (lines[at] == "```console")
            {
                foreach (var command in ReadCommands(block))
                    yield return new GuideStep.Run(section, command);
            }
            else if (lines[at - 1].Split(' ') is ["<!--", "file:", var path, "-->"])
            {
                yield return new GuideStep.File(section, path, string.Join('\n', block) + "\n");
            }

            at += block.Count + 1;
        }
    }

    /// <summary>The commands of a console block. One goes on in the next line after a backslash; what stands under it is what it prints.</summary>
    private static IEnumerable<GuideCommand> ReadCommands(List<string> block)
    {
        for (var at = 0; at < block.Count;)
        {
            var text = block[at++][2..];
            while (text.EndsWith('\\'))
                text = text[..^1] + block[at++].Trim();
            var printed = block.Skip(at).TakeWhile(line => !line.StartsWith("$ ", StringComparison.Ordinal)).ToList();
            at += printed.Count;
            yield return new GuideCommand(text, printed);
        }
    }
}
