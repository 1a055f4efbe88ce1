using System.Text.RegularExpressions;
using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/fixtures.md: each example compiles when it is pasted, and passes.</summary>
public sealed partial class FixturesPageTests(BuiltPages pages)
{
    [Fact]
    public async Task Every_example_passes()
    {
        var page = Page.Of("fixtures");
        var examples = page.Files.Values.Sum(file => Tests().Count(file));

        var run = await pages.RunProjectAsync("fixtures", "Shop.Tests");

        Assert.True(examples >= 10, $"Only {examples} examples were found.");
        Assert.True(run.Output.Contains($"Total: {examples}, Errors: 0, Failed: 0, Skipped: 0,", StringComparison.Ordinal), run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [GeneratedRegex(@"\[(Fact|WebhookProperty)\b")]
    private static partial Regex Tests();
}
