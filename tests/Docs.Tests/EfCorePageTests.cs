using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/ef-core.md: the consumer keeps the contract, whether its handlers save or not.</summary>
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
    public async Task A_handler_that_saves_itself_keeps_it_too()
    {
        var run = await pages.RunProjectAsync("ef-core+a-handler-that-saves", "Billing.Tests", "-preEnumerateTheories", "-trait", "Group=IDEM", "-trait", "Group=EFFECT");

        Assert.True(run.ExitCode == 0, run.Output);
    }
}
