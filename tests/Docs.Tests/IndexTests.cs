using System.Text.RegularExpressions;
using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/README.md lists every page, and no link between pages leads nowhere.</summary>
public sealed partial class IndexTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(Repository.Path("docs"), "*.md").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_index_lists_each_page(string page) =>
        Assert.True(page == "README.md" || Text("README.md").Contains($"]({page}): ", StringComparison.Ordinal), $"docs/README.md has no line for {page}.");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_link_leads_to_a_file_and_a_heading(string page) => Assert.All(Links().Matches(Text(page)), link =>
    {
        var file = link.Groups["file"].Value is { Length: > 0 } path ? Path.GetFullPath(Path.Combine(Repository.Path("docs"), path)) : Repository.Path("docs", page);
        Assert.True(File.Exists(file) || Directory.Exists(file), $"{page}: {link.Value}");
        if (link.Groups["heading"].Value is { Length: > 0 } heading)
            Assert.Contains(heading, Headings().Matches(File.ReadAllText(file)).Select(match => Anchor(match.Groups[1].Value)));
    });

    private static string Text(string page) => File.ReadAllText(Repository.Path("docs", page));

    /// <summary>A heading as GitHub makes an anchor of it.</summary>
    private static string Anchor(string heading) => NotOfAnchors().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Links();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotOfAnchors();
}
