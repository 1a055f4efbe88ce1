using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Partnero.Contracts.Analyzers.Tests.Support;
using Partnero.Contracts.CodeFixes;

namespace Partnero.Contracts.Analyzers.Tests;

/// <summary>Every rule has a page, and the page tells the truth.</summary>
public sealed partial class PageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    private static string Folder { get; } = Path.Combine(
        typeof(PageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!, "docs", "diagnostics");

    [Fact]
    public void Ids_are_numbered_without_a_gap() => Assert.Equal(Enumerable.Range(1, Ids.Count).Select(number => $"PTN02{number:00}"), Descriptors.All.Select(descriptor => descriptor.Id));

    [Fact]
    public void There_is_one_analyzer_for_each() => Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id), ProjectRun.Analyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_with_its_title_and_is_led_to_it(string id)
    {
        var descriptor = Descriptors.All.Single(descriptor => descriptor.Id == id);

        Assert.StartsWith($"# {id}: {descriptor.Title}\n", Page(id), StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_index_says_what_it_is_and_whether_it_is_fixed(string id)
    {
        var isFixed = typeof(ConsumerCodeFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Any(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds.Contains(id));

        Assert.Contains($"| [{id}]({id}.md) | warning | {Descriptors.All.Single(descriptor => descriptor.Id == id).Title} | {(isFixed ? "yes " : "")}|\n", Page("README"), StringComparison.Ordinal);
        Assert.Equal(!isFixed, Page(id).Contains("There is no code fix", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_example_of_a_page_gives_the_message_of_the_page_and_the_fixed_one_gives_none(string id)
    {
        var (place, message) = Message().Match(Page(id)) is { Success: true } match ? (match.Groups["place"].Value, match.Groups["message"].Value) : ("", "");

        Assert.Equal($"{place}: warning {id}: {message}", await SayAsync(Examples(id).First(), place.Split('(')[0]));
        Assert.Equal("", await SayAsync(Examples(id).Last(), "Fixed.cs"));
    }

    private static async Task<string> SayAsync(string code, string file)
    {
        var compilation = Snippet.Compile(code, file);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var said = await compilation.WithAnalyzers(ProjectRun.Analyzers(), SwitchedOn.Options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return string.Join('\n', said.Select(diagnostic =>
        {
            var start = diagnostic.Location.GetLineSpan().StartLinePosition;
            return $"{file}({start.Line + 1},{start.Character + 1}): warning {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
        }));
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Folder, name + ".md"));

    private static IEnumerable<string> Examples(string id) => Page(id).Split("```csharp\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]);

    [GeneratedRegex(@"^(?<place>\w+\.cs\(\d+,\d+\)): warning PTN\d+: (?<message>.*)$", RegexOptions.Multiline)]
    private static partial Regex Message();
}
