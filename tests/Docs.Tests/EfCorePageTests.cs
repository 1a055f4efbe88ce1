using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/ef-core.md: the consumer keeps the contract, and what the page warns of is found by it.</summary>
public sealed class EfCorePageTests(BuiltPages pages)
{
    [Fact]
    public async Task The_consumer_keeps_the_contract()
    {
        var run = await pages.RunProjectAsync("ef-core", "Billing.Tests");

        Assert.True(run.ExitCode == 0, run.Output);
        // Without a switch, a clock and a second event of one kind of entity, four of them are skipped, and no other.
        Assert.DoesNotMatch("IDEM-(0[1-9]|1[23])", run.Output);
    }

    [Fact]
    public async Task A_save_that_is_forgotten_is_found()
    {
        var run = await pages.RunProjectAsync("ef-core+without-a-save", "Billing.Tests", "-preEnumerateTheories", "-trait", "Clause=EFFECT-01");

        Assert.True(run.ExitCode != 0, run.Output);
        Assert.Contains("EFFECT-01 broken", run.Output, StringComparison.Ordinal);
    }
}
