using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/own-clauses.md: clauses of one's own are cases like those of the contract, and the tool checks them too.</summary>
public sealed class OwnClausesPageTests(BuiltPages pages)
{
    private static readonly string[] OwnAlone = ["-method", "*Billing_keeps_the_contract", "-preEnumerateTheories", "-trait", "Group=BILLING"];

    [Fact]
    public async Task The_consumer_keeps_them_beside_the_contract()
    {
        var run = await pages.RunProjectAsync("own-clauses", "Billing.Tests");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("Failed: 0,", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_can_be_run_alone()
    {
        var run = await pages.RunProjectAsync("own-clauses", "Billing.Tests", OwnAlone);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("Total: 2,", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_broken_shows_the_delivery_and_the_fix()
    {
        var run = await pages.RunProjectAsync("own-clauses+short-names", "Billing.Tests", OwnAlone);

        Assert.True(run.ExitCode != 0, run.Output);
        Assert.Contains("BILLING-01 broken: the consumer does not keep \"knows partners by names of up to 255 characters\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("fix       Give the column of the name room for 255 characters.", run.Output, StringComparison.Ordinal);
        Assert.Contains("replay    ptn", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("BILLING-02 broken", run.Output, StringComparison.Ordinal);
    }
}
