using Microsoft.AspNetCore.Http;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>A restart that was asked for is one only where it was seen, or is said to be.</summary>
public sealed class RestartUrlTests
{
    private static readonly Dictionary<string, string> Secret = new() { ["PARTNERO_SECRET"] = SampleProcess.Secret };

    [Fact]
    public async Task A_consumer_that_goes_down_after_the_answer_has_restarted()
    {
        await using var sample = await SampleProcess.StartNodeAsync();
        var restart = Task.CompletedTask;

        var run = await CheckAsync(sample, context =>
        {
            context.Response.StatusCode = 204;
            context.Response.OnCompleted(() => restart = sample.RestartAsync());
            return Task.CompletedTask;
        });

        await restart;
        AssertPassed(run);
    }

    [Fact]
    public async Task A_consumer_that_goes_down_before_the_answer_has_restarted()
    {
        await using var sample = await SampleProcess.StartNodeAsync();

        AssertPassed(await CheckAsync(sample, async context =>
        {
            await sample.RestartAsync();
            context.Response.StatusCode = 204;
        }));
    }

    [Fact]
    public async Task A_restart_that_cannot_be_seen_may_be_said()
    {
        await using var sample = await SampleProcess.StartNodeAsync();

        AssertPassed(await CheckAsync(sample, context => context.Response.WriteAsync("""{"restarted": true}""")));
    }

    [Fact]
    public async Task Where_nothing_shows_a_restart_the_clause_is_not_exercised()
    {
        await using var sample = await SampleProcess.StartNodeAsync();

        var run = await CheckAsync(sample, context => context.Response.WriteAsync("""{"restarted": false}"""));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("The contract is kept: 1 passed, 1 not exercised", run.Output, StringComparison.Ordinal);
        Assert.Contains("was not seen down within", run.Output, StringComparison.Ordinal);
    }

    private static async Task<ToolRun> CheckAsync(SampleProcess sample, RequestDelegate restart)
    {
        await using var probe = await ScriptedServer.StartAsync(restart);
        return await ToolRun.OfProcessAsync([.. sample.Check, "--restart-url", probe.Address, "--only", "BODY-01,RETRY-07", "--events", "partner.created,reward.paid"], Secret);
    }

    private static void AssertPassed(ToolRun run)
    {
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("The contract is kept: 2 passed", run.Output, StringComparison.Ordinal);
    }
}
