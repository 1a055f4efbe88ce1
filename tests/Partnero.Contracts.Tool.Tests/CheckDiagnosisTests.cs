using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>Consumers that cannot be judged are told from those that break the contract.</summary>
public sealed class CheckDiagnosisTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_consumer_that_always_asks_for_later_has_no_wrong_secret(int status)
    {
        await using var consumer = await ScriptedServer.StartAsync(context => context.Response.StatusCode = status);

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s");

        run.AssertRefusedWith($"asks to be tried later ({status}), each time");
        Assert.Contains("The contract is undecided: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("another signing secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_seen_where_some_answers_are_later()
    {
        await using var consumer = await ScriptedServer.StartAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            context.Response.StatusCode = (await body.ReadToEndAsync()).Contains("reward.paid", StringComparison.Ordinal) ? 429 : 401;
        });

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s", "--events", "partner.updated,reward.paid");

        run.AssertRefusedWith("another signing secret");
    }

    [Fact]
    public async Task TLS_with_a_port_that_speaks_none_is_nothing_to_talk_to()
    {
        await using var consumer = await ScriptedServer.StartAsync(context => context.Response.StatusCode = 200);

        var run = await ToolRun.OfAsync("check", consumer.Address.Replace("http://", "https://", StringComparison.Ordinal), "--secret", "s");

        run.AssertRefusedWith("There is nothing to talk to at https://127.0.0.1:");
        run.AssertRefusedWith("no TLS connection can be made");
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "what came is not HTTP")]
    [InlineData("", "no answer (")]
    public async Task A_port_without_HTTP_is_nothing_to_talk_to(string says, string words)
    {
        await using var port = new RawServer(says);

        var run = await ToolRun.OfAsync("check", port.Address, "--secret", "s");

        run.AssertRefusedWith($"There is nothing to talk to at {port.Address}/: no answer (");
        run.AssertRefusedWith(words);
    }

    [Fact]
    public async Task A_consumer_that_breaks_off_at_valid_deliveries_alone_breaks_the_contract()
    {
        await using var consumer = await ScriptedServer.StartAsync(context =>
        {
            if (context.Request.Headers.ContainsKey("Signature"))
                context.Abort();
            else
                context.Response.StatusCode = 401;
        });

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("BODY-01 .*failed", run.Output);
        Assert.Matches(@"actual +no answer \([^:]+\) after", run.Output);
    }
}
