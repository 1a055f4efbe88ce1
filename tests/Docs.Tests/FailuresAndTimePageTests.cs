using System.Text.RegularExpressions;
using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/failures-and-time.md: no clause is left out, and each hook finds what it is there for.</summary>
public sealed partial class FailuresAndTimePageTests(BuiltPages pages)
{
    private const string Page = "failures-and-time";

    [Fact]
    public async Task No_clause_is_left_unexercised_that_its_two_events_allow()
    {
        var run = await pages.RunProjectAsync(Page, "Billing.Tests");

        Assert.True(run.ExitCode == 0, run.Output);
        // No lead, no two events of one entity but updates, no entity that is known by a key alone, no map; one name stored of partners, no deletion and nothing that names them.
        Assert.Equal(
            ["BODY-17", "IDEM-10", "IDEM-11", "ROBUST-08", "STATE-03", "STATE-04", "STATE-05", "STATE-07", "STATE-08"],
            NotExercised().Matches(run.Output).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_inbox_that_stores_first_keeps_it_too()
    {
        var run = await RunAsync("stored-first", "Group=RETRY");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(["RETRY-09"], Acknowledged(run));
    }

    [Fact]
    public async Task A_strategy_that_retries_with_a_clean_context_makes_up_for_a_failure_by_itself()
    {
        var run = await RunAsync("a-strategy-that-retries", "Group=RETRY");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(["RETRY-09"], Acknowledged(run));
    }

    private static IEnumerable<string> Acknowledged(ProcessRun run) => run.Output.Split('\n')
        .Where(line => line.Contains(" was not exercised: The consumer acknowledged an attempt that was to fail", StringComparison.Ordinal))
        .Select(line => Id().Match(line).Value);

    [GeneratedRegex(@"\b[A-Z]+-\d\d\b")]
    private static partial Regex Id();

    private Task<ProcessRun> RunAsync(string variant, string trait) =>
        pages.RunProjectAsync($"{Page}+{variant}", "Billing.Tests", "-preEnumerateTheories", "-trait", trait);

    [GeneratedRegex("([A-Z]+-[0-9]+) was not exercised")]
    private static partial Regex NotExercised();
}
