using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Capabilities;

/// <summary>Whatever a probe answers, little of it is read, and not for long.</summary>
public sealed class ProbeBoundsTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    /// <summary>All but the address of another replica, which is sent to and not asked.</summary>
    public static TheoryData<string> Probes => [.. Capability.All.Except([Capability.Replica]).Select(capability => capability.Url.Word)];

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task An_answer_without_an_end_is_not_read_beyond_a_mebibyte(string probe)
    {
        await using var consumer = new RawConsumer("HTTP/1.1 200 OK\r\n\r\n", isEndless: true);

        var exception = await Assert.ThrowsAsync<ProbeException>(() => AskAsync(probe, consumer.Seen.Address, TimeSpan.FromMinutes(1)));

        Assert.StartsWith($"The {probe} URL (HttpProbes.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("with more than 1 MiB", exception.Message, StringComparison.Ordinal);
        // What is on its way is in the buffers of both sides.
        Assert.InRange(consumer.Taken, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task An_answer_that_announces_more_than_a_mebibyte_is_not_waited_for()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            context.Response.ContentLength = 3_000_000_000;
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var exception = await Assert.ThrowsAsync<ProbeException>(() => AskAsync("effects", consumer.Address, TimeSpan.FromMinutes(1)));

        Assert.Contains("with more than 1 MiB", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task An_answer_that_trickles_is_given_up(string probe)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });
        var clock = Stopwatch.StartNew();

        var exception = await Assert.ThrowsAsync<ProbeException>(() => AskAsync(probe, consumer.Address, TimeSpan.FromSeconds(1)));

        Assert.Contains("gave no whole answer within 1 s", exception.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_named()
    {
        await using var consumer = new RawConsumer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[");
        using var probes = new HttpProbes();

        var exception = await Assert.ThrowsAsync<ProbeException>(() => probes.Effects(consumer.Seen.Address + "?event={event}&id={id}")("partner.created", "1", Cancellation));

        Assert.Contains("before its end", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Effects_are_asked_for_again_where_a_process_that_ends_broke_the_question_off()
    {
        var asked = 0;
        await using var consumer = await ScriptedConsumer.StartAsync(context =>
        {
            if (++asked != 2)
                return context.Response.WriteAsync("1", context.RequestAborted);
            context.Abort();
            return Task.CompletedTask;
        });
        using var probes = new HttpProbes();
        var effects = probes.Effects(consumer.Address + "?event={event}&id={id}");

        await effects("partner.created", "1", Cancellation);
        var found = await effects("partner.created", "1", Cancellation);

        Assert.Single(found);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_switch_is_set_again_where_a_process_that_ends_broke_it_off()
    {
        var asked = 0;
        await using var consumer = await ScriptedConsumer.StartAsync(context =>
        {
            if (++asked == 2)
                context.Abort();
            return Task.CompletedTask;
        });
        using var probes = new HttpProbes();
        var fail = probes.FailFor(consumer.Address + "?event={event}&id={id}&times={times}");

        await fail("partner.created", "1", 1, FailurePoint.BeforeEffect, Cancellation);
        await fail("partner.created", "1", 2, FailurePoint.BeforeEffect, Cancellation);

        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Effects_are_asked_for_again_where_the_probe_was_there_and_meets_an_error()
    {
        var asked = 0;
        await using var consumer = await ScriptedConsumer.StartAsync(context =>
        {
            context.Response.StatusCode = ++asked is 2 or 3 ? 500 : 200;
            return context.Response.WriteAsync("1", context.RequestAborted);
        });
        using var probes = new HttpProbes();
        var effects = probes.Effects(consumer.Address + "?event={event}&id={id}");

        await effects("partner.created", "1", Cancellation);

        Assert.Single(await effects("partner.created", "1", Cancellation));
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task An_error_of_a_probe_that_was_never_there_or_that_stays_is_told()
    {
        var asked = 0;
        await using var consumer = await ScriptedConsumer.StartAsync(context =>
        {
            context.Response.StatusCode = ++asked == 2 ? 200 : 500;
            return context.Response.WriteAsync("1", context.RequestAborted);
        });
        using var probes = new HttpProbes();
        var effects = probes.Effects(consumer.Address + "?event={event}&id={id}");

        await Assert.ThrowsAsync<ProbeException>(() => effects("partner.created", "1", Cancellation));
        Assert.Equal(1, asked);
        await effects("partner.created", "1", Cancellation);
        await Assert.ThrowsAsync<ProbeException>(() => effects("partner.created", "1", Cancellation));
        Assert.True(asked > 3);
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "a list of 1001 effects, and at most 1000 are read")]
    [InlineData(100_000, "a list of 100000 effects, and at most 1000 are read")]
    public async Task A_list_is_read_up_to_a_thousand_effects(int length, string? refusal)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(context => context.Response.WriteAsync($"[{string.Join(',', Enumerable.Repeat("{}", length))}]"));

        if (refusal is null)
            Assert.Equal(length, (await EffectsAsync(consumer)).Count);
        else
            Assert.Contains(refusal, (await Assert.ThrowsAsync<ProbeException>(() => EffectsAsync(consumer))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    public async Task A_character_set_that_cannot_be_read_is_named(string name)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(context =>
        {
            context.Response.ContentType = "application/json; charset=" + name;
            return context.Response.WriteAsync("1");
        });

        Assert.Contains($"'{name}'", (await Assert.ThrowsAsync<ProbeException>(() => EffectsAsync(consumer))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_with_an_endless_effects_answer_ends_with_a_sentence()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            if (context.Request.Method == "POST")
                return;
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        });
        using var probes = new HttpProbes();
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { Effects = probes.Effects(consumer.Address + "?event={event}&id={id}"), Handles = ["partner.created"] };

        var exception = await Assert.ThrowsAsync<ProbeException>(() => PartneroContract.Find("IDEM-01").VerifyAsync(seen, Cancellation));

        Assert.Contains("The effects URL", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<WebhookEffect>> EffectsAsync(ScriptedConsumer consumer)
    {
        using var probes = new HttpProbes();
        return await probes.Effects(consumer.Address + "?event={event}&id={id}")("partner.created", "1", Cancellation);
    }

    private static async Task AskAsync(string probe, Uri consumer, TimeSpan within)
    {
        using var probes = new HttpProbes { AnswerTimeout = within };
        var address = consumer + "?event={event}&entity={entity}&id={id}&times={times}&seconds={seconds}";
        await (probe switch
        {
            "effects" => probes.Effects(address)("partner.created", "1", Cancellation),
            "state" => probes.State(address)("partner", "1", Cancellation),
            "fail" => probes.FailFor(address)("partner.created", "1", 1, FailurePoint.BeforeEffect, Cancellation),
            "clock" => probes.Clock(address).AdvanceAsync(TimeSpan.FromSeconds(1), Cancellation),
            "secrets" => probes.SetSecrets(consumer.ToString())(["a"], Cancellation),
            "restart" => probes.Restart(consumer.ToString(), consumer)(Cancellation),
            _ => throw new ArgumentException($"Nothing asks the {probe} probe here.", nameof(probe)),
        });
    }
}
