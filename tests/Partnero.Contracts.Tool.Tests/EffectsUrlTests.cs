using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class EffectsUrlTests
{
    [Theory]
    [InlineData(200, "<html><body>Log in</body></html>", "<html>")]
    [InlineData(500, "", "answered 500")]
    [InlineData(200, "", "answered ''")]
    [InlineData(302, "", "answered 302")]
    [InlineData(200, "0.5", "answered 0.5. How many effects there are is a whole number")]
    [InlineData(200, "-1", "answered -1. How many effects there are is a whole number")]
    [InlineData(200, "1e99", "answered 1e99. How many effects there are is a whole number")]
    [InlineData(200, "[{\"\\ud800\": 1}]", "answered '[{")]
    public async Task An_effects_address_that_answers_something_else_is_named(int status, string text, string words)
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        await using var probe = await ScriptedServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(text);
        });

        var run = await ToolRun.OfAsync(
            "check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--effects-url", probe.Address + "/effects?event={event}&id={id}");

        run.AssertRefusedWith("--effects-url");
        run.AssertRefusedWith(words);
    }

    [Fact]
    public async Task A_character_set_that_is_not_known_is_named()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        await using var probe = await ScriptedServer.StartAsync(context =>
        {
            context.Response.ContentType = "application/json; charset=klingon";
            return context.Response.WriteAsync("1");
        });

        var run = await ToolRun.OfAsync(
            "check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--effects-url", probe.Address + "/effects?event={event}&id={id}");

        run.AssertRefusedWith("(--effects-url)");
        run.AssertRefusedWith("'klingon'");
        Assert.DoesNotContain("WebhookConsumer.Effects", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".0")]
    [InlineData("e0")]
    public async Task A_whole_number_is_read_however_it_is_written(string ending)
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        var effects = running.Consumer.Effects!;
        await using var probe = await ScriptedServer.StartAsync(async context =>
        {
            var found = await effects(context.Request.Query["event"]!, context.Request.Query["id"]!, context.RequestAborted);
            await context.Response.WriteAsync(found.Count + ending);
        });

        var run = await ToolRun.OfAsync(
            "check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--effects-url", probe.Address + "/effects?event={event}&id={id}", "--only", "IDEM-01");

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("The contract is kept: 1 passed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_effects_address_where_nothing_listens_is_named()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var run = await ToolRun.OfAsync(
            "check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--effects-url", $"http://127.0.0.1:{port}/effects?event={{event}}&id={{id}}");

        run.AssertRefusedWith("does not answer");
    }
}
