using System.Text.RegularExpressions;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

/// <summary>Every error of a build file has a page too. What raises them is tried in .ci/unsupported-projects.</summary>
public sealed partial class BuildErrorPageTests
{
    public static TheoryData<string> Ids => [.. BuildErrors.All.Select(error => error.Id)];

    [Fact]
    public void Ids_are_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(101, 4).Select(number => $"PTN{number:0000}"), BuildErrors.All.Select(error => error.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_error_has_a_page_that_shows_its_message(string id)
    {
        var message = Assert.Single(BuildErrors.All, error => error.Id == id).Text;
        // A property stands for what the project has; the link at the end leads to the page itself.
        var expected = $"error {id}: {string.Join(".+", Property().Split(message).Select(Regex.Escape))}".Replace(@"\ See\ .+", "", StringComparison.Ordinal);

        Assert.Matches(expected, File.ReadAllText(Path.Combine(Folders.DiagnosticPages, id + ".md")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_index_tells_the_title_of_every_page(string id)
    {
        var title = File.ReadLines(Path.Combine(Folders.DiagnosticPages, id + ".md")).First()[$"# {id}: ".Length..];

        Assert.Contains($"| [{id}]({id}.md) | error | {title} |", File.ReadAllText(Path.Combine(Folders.DiagnosticPages, "README.md")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\$\(\w+\)")]
    private static partial Regex Property();
}
