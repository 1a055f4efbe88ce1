using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>The samples in other languages, checked as their users check their own consumers.</summary>
public sealed class SampleTests
{
    private static readonly Dictionary<string, string> Secret = new() { ["PARTNERO_SECRET"] = SampleProcess.Secret };

    [Fact]
    public async Task The_Node_sample_keeps_the_contract()
    {
        await using var sample = await SampleProcess.StartNodeAsync();

        AssertKept(await ToolRun.OfAsync(sample.Check, Secret));
    }

    [Fact]
    public async Task The_Node_sample_without_its_check_breaks_the_contract()
    {
        await using var sample = await SampleProcess.StartNodeAsync(withCheck: false);

        AssertForged(await ToolRun.OfAsync(sample.Check, Secret));
    }

    [Fact]
    public async Task The_PHP_sample_keeps_the_contract()
    {
        await using var sample = await SampleProcess.StartPhpAsync();

        AssertKept(await ToolRun.OfAsync(sample.Check, Secret));
    }

    [Fact]
    public async Task The_PHP_sample_without_its_check_breaks_the_contract()
    {
        await using var sample = await SampleProcess.StartPhpAsync(withCheck: false);

        AssertForged(await ToolRun.OfAsync(sample.Check, Secret));
    }

    /// <summary>All clauses but the one that needs a restart, which the samples do not give.</summary>
    private static void AssertKept(ToolRun run)
    {
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("The contract is kept", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 not exercised, in", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("advised", run.Output, StringComparison.Ordinal);
    }

    private static void AssertForged(ToolRun run)
    {
        Assert.True(run.ExitCode == 1, run.Everything);
        Assert.Matches("SIG-04 .*failed", run.Output);
        Assert.Matches("SIG-06 .*failed", run.Output);
    }
}
