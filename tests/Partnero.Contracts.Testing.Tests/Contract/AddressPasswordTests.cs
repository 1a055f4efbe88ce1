using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Reporting;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Tests.Support;
using Partnero.Contracts.Testing.Text;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>A password in an address is sent, as PHP's client sends it, and is shown and stored nowhere.</summary>
public sealed class AddressPasswordTests
{
    private const string Password = "pa%2Fss%20wörd";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://user:pass@host/a?b=c#d", "http://user:***@host/a?b=c#d")]
    [InlineData("https://user:p%40%3Aa:ss@host:8443/", "https://user:***@host:8443/")]
    [InlineData("http://token@host/", "http://***@host/")]
    [InlineData("http://host/a@b", "http://host/a@b")]
    public void An_address_is_shown_without_its_password(string address, string shown)
    {
        Assert.Equal(shown, MaskedAddress.Of(new Uri(address)).AbsoluteUri);
        Assert.Equal(shown, MaskedAddress.OfText(address));
        Assert.Equal($"see {shown}, or not", MaskedAddress.Within($"see {address}, or not"));
    }

    [Theory]
    [InlineData("http://user:pa/ss@host/", "http://***@host/")]
    [InlineData("user:pass@host/hook", "***@host/hook")]
    [InlineData("htp://user:pass@host/", "htp://***@host/")]
    public void A_text_that_is_not_an_address_is_shown_without_whatever_could_be_a_password(string text, string shown) => Assert.Equal(shown, MaskedAddress.OfText(text));

    [Fact]
    public async Task Deliveries_and_probes_carry_the_password_as_basic_authorization()
    {
        var sent = new ConcurrentBag<string>();
        await using var consumer = await ScriptedConsumer.StartAsync(context =>
        {
            sent.Add($"{context.Request.Method} {context.Request.Headers.Authorization}");
            return context.Response.WriteAsync("0");
        });
        using var probes = new HttpProbes();

        await RunAsync(consumer, probes);

        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:pa/ss wörd"));
        Assert.Equal([$"GET {basic}", $"POST {basic}"], sent.Distinct().Order());
    }

    [Fact]
    public async Task No_report_holds_the_password()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(context => context.Response.WriteAsync("0"));
        using var probes = new HttpProbes();

        var report = await RunAsync(consumer, probes);

        using var json = new MemoryStream();
        JsonReport.Write(report, json);
        var text = Encoding.UTF8.GetString(json.ToArray()) + report + string.Join("\n", report.Clauses.Select(ReportText.Of));
        Assert.Contains("SIG-01 broken", text, StringComparison.Ordinal);
        Assert.Contains("curl -i 'http://user:***@127.0.0.1:", text, StringComparison.Ordinal);
        AssertNoPassword(text);
        Assert.All(report.Clauses.Where(clause => clause.Replay is not null), clause => AssertNoPassword(ReplayToken.Parse(clause.Replay!).Url));
        Assert.All(report.Clauses.Where(clause => clause.Reproduction is not null), clause => AssertNoPassword(Encoding.UTF8.GetString(clause.Reproduction!.Body.Span)));
    }

    [Fact]
    public async Task No_exception_holds_the_password()
    {
        var nobody = new Uri($"http://user:{Password}@127.0.0.1:9/hook");
        using var probes = new HttpProbes();
        var seen = new WebhookConsumer(nobody, "secret");

        AssertNoPassword((await Assert.ThrowsAsync<ConsumerUnreachableException>(() => new ContractRunner(seen).RunAsync(cancellationToken: Cancellation))).Message);
        AssertNoPassword((await Assert.ThrowsAsync<ProbeException>(() => probes.Effects(nobody + "?event={event}&id={id}")("partner.created", "1", Cancellation))).Message);
        AssertNoPassword((await Assert.ThrowsAsync<ProbeException>(() => probes.Restart("http://127.0.0.1:9/", nobody)(Cancellation))).Message);
        AssertNoPassword(Assert.Throws<ArgumentException>(() => probes.Effects(nobody.AbsoluteUri)).Message);
        AssertNoPassword(Assert.Throws<ArgumentException>(() => probes.Clock($"http://user:pa/ss wörd@host:{{seconds}}/")).Message);
        AssertNoPassword(Assert.Throws<ArgumentException>(() => new WebhookConsumer(new Uri($"ftp://user:{Password}@host/"), "secret")).Message);
    }

    private static async Task<ContractReport> RunAsync(ScriptedConsumer consumer, HttpProbes probes)
    {
        var address = new UriBuilder(consumer.Address) { UserName = "user", Password = Password }.Uri;
        var seen = new WebhookConsumer(address, ScriptedConsumer.Secret) { Effects = probes.Effects(address.AbsoluteUri + "?event={event}&id={id}"), EffectTimeout = TimeSpan.FromMilliseconds(100), Handles = ["partner.created"] };
        return await new ContractRunner(seen).RunAsync([PartneroContract.Find("SIG-01"), PartneroContract.Find("IDEM-01")], cancellationToken: Cancellation);
    }

    private static void AssertNoPassword(string text)
    {
        Assert.DoesNotContain("pa%2Fss", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("pa/ss", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ss wörd", text, StringComparison.Ordinal);
    }
}
