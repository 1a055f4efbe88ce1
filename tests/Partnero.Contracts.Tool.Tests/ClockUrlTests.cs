using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class ClockUrlTests
{
    [Fact]
    public async Task Seconds_may_have_a_fraction_and_are_written_with_a_point_everywhere()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        var consumer = running.Consumer;
        var advances = new ConcurrentQueue<string>();
        await using var probe = await ScriptedServer.StartAsync(async context =>
        {
            if (context.Request.Query["seconds"].ToString() is { Length: > 0 } seconds)
            {
                advances.Enqueue(seconds);
                await consumer.Clock!.AdvanceAsync(TimeSpan.FromSeconds(double.Parse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)), context.RequestAborted);
            }
            else
            {
                var effects = await consumer.Effects!(context.Request.Query["event"]!, context.Request.Query["id"]!, context.RequestAborted);
                await context.Response.WriteAsync(effects.Count.ToString(CultureInfo.InvariantCulture));
            }
        });

        var run = await ToolRun.OfProcessAsync(
            [
                "check", consumer.Address.ToString(), "--secret", consumer.Secret, "--only", "RETRY-06",
                "--effects-url", probe.Address + "/?event={event}&id={id}", "--clock-url", probe.Address + "/?seconds={seconds}",
            ],
            new() { ["LC_ALL"] = "de_DE.UTF-8" });

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("7200", advances);
        Assert.Contains(advances, seconds => seconds.Contains('.', StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_help_says_that_seconds_may_have_a_fraction()
    {
        Assert.Contains("0.138", (await ToolRun.OfAsync("check", "--help")).Output, StringComparison.Ordinal);
    }
}
