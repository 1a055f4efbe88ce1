using System.Globalization;
using System.Text.RegularExpressions;

namespace Partnero.Contracts.Tool.Tests.Guide;

/// <summary>A command of the guide: what is typed, the exit code that its comment names, and the lines that are printed under it.</summary>
internal sealed partial record GuideCommand(string Text, IReadOnlyList<string> Printed)
{
    public int ExitCode { get; } = Comment().Match(Text) is { Success: true } comment ? int.Parse(comment.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    public Dictionary<string, string> Environment { get; } = Words(Text).TakeWhile(IsAssignment).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    public string Program { get; } = Words(Text).SkipWhile(IsAssignment).First();

    public string[] Arguments { get; } = [.. Words(Text).SkipWhile(IsAssignment).Skip(1)];

    public override string ToString() => Text;

    private static bool IsAssignment(string word) => Assignment().IsMatch(word);

    private static IEnumerable<string> Words(string text) =>
        Word().Matches(Comment().Replace(text, "")).Select(word => word.Value.Trim('\''));

    [GeneratedRegex(@"\s+# exit code (\d)$")]
    private static partial Regex Comment();

    [GeneratedRegex("^[A-Z_]+=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();
}
