using System.Text.Json;
using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class CheckTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_probes_what_was_not_exercised_names_the_option()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, Cancellation);

        var run = await ToolRun.OfAsync("check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--only", "SIG-01,IDEM-01,RETRY-06");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 passed, 2 not exercised", run.Output, StringComparison.Ordinal);
        Assert.Contains("--effects-url", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advice_breaks_the_contract_only_where_it_is_strict()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Defective.Single(mutant => mutant.Name == "fails-on-nonsense"), Cancellation);
        string[] check = ["check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--only", "ROBUST-03"];

        var advised = await ToolRun.OfAsync(check);
        var strict = await ToolRun.OfAsync([.. check, "--strict"]);

        Assert.Equal(0, advised.ExitCode);
        Assert.Contains("The contract is kept: 1 advised, in", advised.Output, StringComparison.Ordinal);
        Assert.Equal(1, strict.ExitCode);
        Assert.Contains("The contract is broken: 1 advised, in", strict.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is kept", strict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_exercised_the_contract_is_not_kept()
    {
        await using var consumer = await ScriptedServer.StartAsync(context => context.Response.StatusCode = 500);

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s", "--only", "SIG-01,SIG-02");

        run.AssertRefusedWith("No clause was exercised, so nothing is known of the consumer.");
        Assert.Contains("The contract is undecided: 2 not exercised, in", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is kept", run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waived_clause_is_not_a_failure_and_is_reported_with_its_reason()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Defective.Single(mutant => mutant.Name == "header-by-exact-case"), Cancellation);
        var path = Path.GetTempFileName();
        try
        {
            string[] check = ["check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--only", "SIG-07,SIG-08"];
            Assert.Equal(1, (await ToolRun.OfAsync(check)).ExitCode);

            var run = await ToolRun.OfAsync([.. check, "--waive", "sig-08=the proxy keeps the spelling", "--report-json", path]);

            Assert.Equal(0, run.ExitCode);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path, Cancellation));
            var clause = report.RootElement.GetProperty("clauses")[1];
            Assert.Equal(("waived", "the proxy keeps the spelling"), (clause.GetProperty("outcome").GetString(), clause.GetProperty("reason").GetString()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Where_all_that_was_asked_for_is_waived_the_contract_is_not_kept()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, Cancellation);

        var run = await ToolRun.OfAsync("check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--only", "SIG-08", "--waive", "SIG-08=the proxy keeps the spelling");

        run.AssertRefusedWith("No clause was exercised, so nothing is known of the consumer. SIG-08 is waived.");
    }

    [Fact]
    public async Task The_events_that_are_not_subscribed_to_are_not_sent()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Defective.Single(mutant => mutant.Name == "wants-a-link"), Cancellation);
        string[] check = ["check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--only", "BODY-05"];

        Assert.Equal(1, (await ToolRun.OfAsync(check)).ExitCode);
        Assert.Equal(0, (await ToolRun.OfAsync([.. check, "--events", "partner.created,reward.paid"])).ExitCode);
    }
}
