using System.Reflection;
using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Facts;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>Every clause has a page, and the index leads to it.</summary>
public sealed partial class ClausePageTests
{
    private static readonly string Folder = Path.Combine(
        typeof(ClausePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!,
        "docs",
        "clauses");

    public static TheoryData<string> Ids => [.. PartneroContract.Clauses.Select(clause => clause.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_clause_has_a_page_with_its_title(string id) =>
        Assert.StartsWith($"# {id} {PartneroContract.Find(id).Title}\n", Page(id), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_of_a_clause_names_its_level_and_all_that_it_needs(string id)
    {
        var clause = PartneroContract.Find(id);

        Assert.Contains($"\n**{(clause.IsAdvice ? "Should" : "Must")}.** ", Page(id), StringComparison.Ordinal);
        Assert.All(clause.Needs, need => Assert.Contains($"`WebhookConsumer.{need}` (`--{need.Url.Option}`)", Page(id), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_clause_gives_the_address_of_its_page(string id)
    {
        var page = PartneroContract.Find(id).Page!;

        Assert.Equal("https", page.Scheme);
        Assert.EndsWith($"/docs/clauses/{id}.md", page.AbsolutePath, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Folder, page.Segments[^1])));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_clause_says_in_one_sentence_how_to_fix_a_consumer(string id) =>
        Assert.Matches(@"^[A-Z][^.!?]*(\.\w[^.!?]*)*\.$", PartneroContract.Find(id).Remedy);

    [Fact]
    public void No_two_clauses_are_fixed_with_the_same_words() =>
        Assert.Equal(PartneroContract.Clauses.Count, PartneroContract.Clauses.Select(clause => clause.Remedy).Distinct().Count());

    [Fact]
    public void The_index_lists_every_clause_in_the_order_of_the_contract() => Assert.Equal(
        PartneroContract.Clauses.Select(clause =>
            $"| [{clause.Id}]({clause.Id}.md) | {clause.Title} | {(clause.IsAdvice ? "should" : "must")} | {(clause.Needs.Count > 0 ? string.Join(", ", clause.Needs.Select(need => $"`{need}`")) : "–")} |"),
        Page("README").Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)));

    [Fact]
    public void No_page_is_left_without_its_clause() => Assert.Equal(
        PartneroContract.Clauses.Select(clause => clause.Id).Append("README").Order(StringComparer.Ordinal),
        Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    /// <summary>Pages are written by hand, and the sender's times stand on one sheet.</summary>
    [Fact]
    public void Pages_say_of_the_sender_s_times_what_the_sheet_says()
    {
        var root = Directory.GetParent(Folder)!.Parent!.FullName;
        var pages = Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(root, "README.md"));
        var said = pages.SelectMany(page => HoursAndMinutes().Matches(File.ReadAllText(page)).Select(match => match.Value)).ToList();

        Assert.NotEmpty(said);
        Assert.All(said, time => Assert.Equal(PartneroFacts.Sheet.TriedFor, time));
        Assert.Contains(PartneroFacts.Sheet.RetryTimesInWords, Page("RETRY-06"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b\d+ h \d+ min\b")]
    private static partial Regex HoursAndMinutes();

    private static string Page(string name) => File.ReadAllText(Path.Combine(Folder, name + ".md"));
}
