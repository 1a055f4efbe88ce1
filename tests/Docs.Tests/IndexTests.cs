using System.Text.RegularExpressions;
using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>An index lists each page beside it, and no link between pages leads nowhere.</summary>
public sealed partial class IndexTests
{
    private static readonly string[] Indexes = ["docs", "docs/decisions"];

    public static TheoryData<string> Listed => [.. Indexes.SelectMany(Beside).Where(page => Path.GetFileName(page) != "README.md")];

    public static TheoryData<string> Linking =>
    [
        .. Directory.GetFiles(Repository.Root, "*.md").Select(file => Path.GetFileName(file)),
        .. Directory.GetDirectories(Repository.Path("docs")).Select(folder => "docs/" + Path.GetFileName(folder)).Append("docs").SelectMany(Beside),
    ];

    [Theory]
    [MemberData(nameof(Listed))]
    public void The_index_lists_each_page(string page)
    {
        var index = Path.GetDirectoryName(page) + "/README.md";

        Assert.True(Text(index).Contains($"]({Path.GetFileName(page)}): ", StringComparison.Ordinal), $"{index} has no line for {page}.");
    }

    [Theory]
    [MemberData(nameof(Linking))]
    public void Each_link_leads_to_a_file_and_a_heading(string page) => Assert.All(Links().Matches(Text(page)), link =>
    {
        var file = link.Groups["file"].Value is { Length: > 0 } path ? Path.GetFullPath(Path.Combine(Repository.Path(page), "..", path)) : Repository.Path(page);
        Assert.True(File.Exists(file) || Directory.Exists(file), $"{page}: {link.Value}");
        if (link.Groups["heading"].Value is { Length: > 0 } heading)
            Assert.Contains(heading, Headings().Matches(File.ReadAllText(file)).Select(match => Anchor(match.Groups[1].Value)));
    });

    private static IEnumerable<string> Beside(string folder) => Directory.GetFiles(Repository.Path(folder), "*.md").Select(file => $"{folder}/{Path.GetFileName(file)}");

    private static string Text(string page) => File.ReadAllText(Repository.Path(page));

    /// <summary>A heading as GitHub makes an anchor of it.</summary>
    private static string Anchor(string heading) => NotOfAnchors().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Links();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotOfAnchors();
}
