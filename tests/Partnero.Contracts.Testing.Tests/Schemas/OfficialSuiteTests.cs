using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

/// <summary>The page of draft-07 is written from what comes of the official suite, where <c>PARTNERO_ACCEPT_SNAPSHOTS=1</c> is set.</summary>
public sealed class OfficialSuiteTests
{
    private const string Head = "| file | tests | right | refused |\n|---|---|---|---|\n";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "draft-07.md");

    private static readonly IReadOnlyList<SuiteOutcome> Outcomes = OfficialSuite.Run();

    [Fact]
    public void No_answer_is_wrong() => Assert.DoesNotContain(Outcomes, outcome => !outcome.IsRight && outcome.Refusal is null);

    [Fact]
    public void What_is_refused_is_a_keyword_beside_a_reference_by_its_name() =>
        Assert.All(Outcomes.Where(outcome => outcome.Refusal is not null), outcome => Assert.Contains("' stands beside $ref", outcome.Refusal, StringComparison.Ordinal));

    [Fact]
    public void The_page_says_what_came_of_each_file()
    {
        var table = Head + string.Concat(Outcomes.GroupBy(outcome => outcome.File).Select(file => Row(file.Key, [.. file]))) + Row("all", Outcomes);
        var page = File.ReadAllText(Page).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("PARTNERO_ACCEPT_SNAPSHOTS") == "1")
        {
            page = (page.IndexOf(Head, StringComparison.Ordinal) is var start and >= 0 ? page[..start] : page) + table;
            File.WriteAllText(Page, page);
        }

        Assert.EndsWith("\n\n" + table, page, StringComparison.Ordinal);
    }

    private static string Row(string name, IReadOnlyList<SuiteOutcome> outcomes) =>
        $"| {name} | {outcomes.Count} | {outcomes.Count(outcome => outcome.IsRight)} | {outcomes.Count(outcome => outcome.Refusal is not null)} |\n";
}
