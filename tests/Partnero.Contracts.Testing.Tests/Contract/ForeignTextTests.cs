using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Support;
using Partnero.Contracts.Testing.Text;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>What a consumer says is shown, and moves no cursor, changes no colour and turns no text around.</summary>
public sealed class ForeignTextTests
{
    private const string Hostile = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp\u2066\u200f\u061c\u2028\r\nThe contract is kept";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain text, é, 日本 and 😀", "plain text, é, 日本 and 😀")]
    [InlineData("a\u001b[31mb", @"a\u001b[31mb")]
    [InlineData("\0\t\u007f\u0085\u009b", @"\u0000\u0009\u007f\u0085\u009b")]
    [InlineData("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", @"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")]
    [InlineData("\u200e\u200f\u061c\u2028\u2029", @"\u200e\u200f\u061c\u2028\u2029")]
    [InlineData("one\r\ntwo", @"one\u000d\u000atwo")]
    [InlineData("http://user:pass@host/ and https://token@host", "http://user:***@host/ and https://***@host")]
    public void Text_that_is_not_seen_as_it_is_becomes_an_escape(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_becomes_an_escape()
    {
        Assert.Equal(@"a\ud83d", VisibleText.Of("a\ud83d"));
        Assert.Equal(@"\ude00\ud83db", VisibleText.Of("\ude00\ud83db"));
    }

    [Fact]
    public async Task Where_a_redirect_leads_is_shown_in_escapes()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "/%1b[2J";
            return Task.CompletedTask;
        });

        AssertVisible((await Assert.ThrowsAsync<ClauseBrokenException>(() => PartneroContract.Find("STATUS-02").VerifyAsync(consumer.Seen(), Cancellation))).Message, "redirect");
    }

    [Fact]
    public async Task Where_a_redirect_leads_is_shown_in_escapes_also_of_raw_bytes()
    {
        await using var consumer = new RawConsumer("HTTP/1.1 302 Found\r\nLocation: /\u001b[2J\u009b31m\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        var broken = await Assert.ThrowsAsync<ClauseBrokenException>(() => PartneroContract.Find("STATUS-02").VerifyAsync(consumer.Seen, Cancellation));

        AssertVisible(broken.Message, @"\u009b31m");
        AssertVisible(broken.Report.Reason!, @"\u009b31m");
    }

    [Fact]
    public async Task A_probe_that_answers_something_else_is_quoted_in_escapes()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(context => context.Response.WriteAsync(context.Request.Method == "GET" ? Hostile : ""));
        using var probes = new HttpProbes();
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { Effects = probes.Effects(consumer.Address + "?event={event}&id={id}") };

        AssertVisible((await Assert.ThrowsAsync<ProbeException>(() => PartneroContract.Find("IDEM-01").VerifyAsync(seen, Cancellation))).Message, @"\u001b[2J");
    }

    [Fact]
    public async Task The_exception_of_a_consumer_in_process_is_quoted_in_escapes()
    {
        using var throwing = new ThrowingHandler(Hostile);

        AssertVisible((await Assert.ThrowsAsync<ClauseBrokenException>(
            () => PartneroContract.Find("BODY-01").VerifyAsync(new WebhookConsumer(throwing, new Uri("http://consumer/"), "secret"), Cancellation))).Message, @"\u001b[2J");
    }

    [Fact]
    public async Task The_exception_of_effects_is_quoted_in_escapes()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 401);
        var seen = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { Effects = (_, _, _) => throw new InvalidOperationException(Hostile) };

        AssertVisible((await Assert.ThrowsAsync<EffectsUnknownException>(() => PartneroContract.Find("IDEM-01").VerifyAsync(seen, Cancellation))).Message, @"\u001b[2J");
    }

    /// <summary>The lines are our own; there is nothing else in them that is not seen.</summary>
    private static void AssertVisible(string message, string part)
    {
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.All(message.Split(Environment.NewLine), line => Assert.Equal(VisibleText.Of(line), line));
        Assert.DoesNotContain(message.Split(Environment.NewLine), line => line.StartsWith("The contract is kept", StringComparison.Ordinal));
    }

    private sealed class ThrowingHandler(string message) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new InvalidOperationException(message);
    }
}
