using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>The samples in other languages, checked as their users check their own consumers.</summary>
public sealed class SampleTests
{
    /// <summary>However busy the machine is, nothing is left out.</summary>
    private static readonly string[] Patient = ["--budget", "3600"];

    private static readonly Dictionary<string, string> Secret = new() { ["PARTNERO_SECRET"] = SampleProcess.Secret };

    [Fact]
    public async Task The_Node_sample_keeps_the_contract()
    {
        await using var sample = await SampleProcess.StartNodeAsync();

        AssertKept(await ToolRun.OfProcessAsync([.. sample.Check, .. Patient], Secret));
    }

    [Fact]
    public async Task The_Node_sample_without_its_check_breaks_the_contract()
    {
        await using var sample = await SampleProcess.StartNodeAsync(withCheck: false);

        AssertForged(await ToolRun.OfProcessAsync([.. sample.Check, "--only", "SIG-04,SIG-06"], Secret));
    }

    [Fact]
    public async Task Its_effects_are_seen_without_a_probe_by_a_command_that_reads_its_ledger()
    {
        await using var sample = await SampleProcess.StartNodeAsync();
        const string count = """sh -c 'grep -F "\"event\":\"$PARTNERO_EVENT\",\"id\":\"$PARTNERO_ID\"," "$0" | wc -l'""";

        var run = await ToolRun.OfProcessAsync(
            ["check", $"{sample.Address}/webhooks/partnero", "--effects-cmd", $"{count} '{sample.Ledger}'", "--only", "IDEM-01,EFFECT-01", .. Patient], Secret);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("The contract is kept: 2 passed, in", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_PHP_sample_keeps_the_contract()
    {
        await using var sample = await SampleProcess.StartPhpAsync();

        AssertKept(await ToolRun.OfProcessAsync([.. sample.Check, .. Patient], Secret));
    }

    [Fact]
    public async Task The_PHP_sample_without_its_check_breaks_the_contract()
    {
        await using var sample = await SampleProcess.StartPhpAsync(withCheck: false);

        AssertForged(await ToolRun.OfProcessAsync([.. sample.Check, "--only", "SIG-04,SIG-06"], Secret));
    }

    [Fact]
    public async Task The_Node_sample_applies_whatever_Partnero_publishes()
    {
        await using var sample = await SampleProcess.StartNodeAsync();

        await AssertAppliesAsync(sample);
    }

    [Fact]
    public async Task The_PHP_sample_applies_whatever_Partnero_publishes()
    {
        await using var sample = await SampleProcess.StartPhpAsync();

        await AssertAppliesAsync(sample);
    }

    /// <summary>In either shape; the events that the samples do not handle are acknowledged.</summary>
    private static async Task AssertAppliesAsync(SampleProcess sample)
    {
        string[] unhandled = ["subscriber", "customer.credited", "customer.rewarded"];
        using var client = new HttpClient();
        foreach (var (file, name) in PublishedPayloads.Deliveries)
        {
            var body = System.Text.Encoding.UTF8.GetBytes(PublishedPayloads.Body(file, name));
            using var content = new ByteArrayContent(body);
            content.Headers.Add("Signature", PartneroSignature.Compute(body, SampleProcess.Secret));
            using var answer = await client.PostAsync($"{sample.Address}/webhooks/partnero", content, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{name} with {file}: {answer.StatusCode}");
            if (unhandled.Any(word => name.StartsWith(word, StringComparison.Ordinal)))
                continue;
            var effects = await client.GetStringAsync($"{sample.Address}/probe/effects?event={name}&id={PublishedPayloads.EntityOf(file)}", TestContext.Current.CancellationToken);
            Assert.True(effects.Length > "[]".Length, $"{name} with {file} has no effect");
        }
    }

    /// <summary>All clauses but those that need a restart, another replica or other secrets, or look at what is stored, which the samples do not give.</summary>
    private static void AssertKept(ToolRun run)
    {
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("The contract is kept", run.Output, StringComparison.Ordinal);
        Assert.Contains("18 not exercised, in", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("advised", run.Output, StringComparison.Ordinal);
    }

    private static void AssertForged(ToolRun run)
    {
        Assert.True(run.ExitCode == 1, run.Everything);
        Assert.Matches("SIG-04 .*failed", run.Output);
        Assert.Matches("SIG-06 .*failed", run.Output);
    }
}
