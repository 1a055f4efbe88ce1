using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/in-process.md: over a socket and without one, quiet where it is green, with the application's log where it is red.</summary>
public sealed class InProcessPageTests(BuiltPages pages)
{
    [Fact]
    public async Task The_contract_is_kept_and_the_application_prints_nothing()
    {
        var run = await pages.RunProjectAsync("in-process", "Billing.Tests");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("Failed: 0,", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("info:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Welcome", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clause_that_is_broken_shows_what_the_application_logged()
    {
        var run = await pages.RunProjectAsync("in-process+a-handler-that-throws", "Billing.Tests", "-method", "*Billing_keeps_the_contract", "-preEnumerateTheories", "-trait", "Clause=BODY-01");

        Assert.True(run.ExitCode != 0, run.Output);
        Assert.Contains("BODY-01 broken", run.Output, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: No mail today.", run.Output, StringComparison.Ordinal);
    }
}
