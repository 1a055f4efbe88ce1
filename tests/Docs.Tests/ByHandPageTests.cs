using System.Diagnostics;
using Docs.Tests.Pages;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Capabilities;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/by-hand.md: the probe answers what was applied, in Development alone, and what is signed by hand is taken.</summary>
public sealed class ByHandPageTests(BuiltPages pages)
{
    private const string Name = "by-hand";
    private const string Secret = "Q7f2KxW9mLp3TzRb";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_contract_is_kept_with_the_probe_that_the_page_asks()
    {
        using var process = Start("Development");
        try
        {
            var address = await ListeningProcess.AddressOfAsync(process);
            using var probes = new HttpProbes();
            var asked = Page.Of(Name).Text.Split("--effects-url '")[1].Split('\'')[0].Replace("http://127.0.0.1:5000", address, StringComparison.Ordinal);
            var consumer = new WebhookConsumer(new Uri(address + "/webhooks/partnero"), Secret) { Handles = ["partner.created"], Effects = probes.Effects(asked) };

            var report = await new ContractRunner(consumer).RunAsync(cancellationToken: Cancellation);
            Assert.True(report.IsKept, report.Verdict.ToString());
            Assert.Contains("EFFECT-01", report.Verdict.Exercised);
        }
        finally
        {
            await EndAsync(process);
        }
    }

    [Fact]
    public async Task Outside_of_development_there_is_no_probe()
    {
        using var process = Start("Production");
        try
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri(await ListeningProcess.AddressOfAsync(process) + "/probe/effects?event=partner.created&id=partner_1"), Cancellation);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }
        finally
        {
            await EndAsync(process);
        }
    }

    [Fact]
    public async Task What_is_signed_by_hand_is_applied()
    {
        Assert.SkipUnless(Programs.Has("openssl") && Programs.Has("curl") && Programs.Has("sh"), "openssl, curl or sh is not on the PATH.");
        using var process = Start("Development");
        try
        {
            var address = await ListeningProcess.AddressOfAsync(process);
            var shell = await pages.RunAsync(Name, "sh", [], "send.sh", address);
            var code = await pages.RunAsync(Name, "dotnet", [], Path.Combine("Send", "bin", "Debug", "net10.0", "Send.dll"), address);

            Assert.Contains("HTTP/1.1 200 OK", shell.Output, StringComparison.Ordinal);
            Assert.StartsWith("200 partner.created of partner_2", code.Output, StringComparison.Ordinal);
            using var http = new HttpClient();
            foreach (var id in new[] { "partner_1", "partner_2" })
                Assert.Equal("1", await http.GetStringAsync(new Uri($"{address}/probe/effects?event=partner.created&id={id}"), Cancellation));
        }
        finally
        {
            await EndAsync(process);
        }
    }

    private Process Start(string environment)
    {
        var start = new ProcessStartInfo("dotnet", [pages.PathOf(Name, "Billing", "bin", "Debug", "net10.0", "Billing.dll"), "--urls", "http://127.0.0.1:0", "--Partnero:Secret", Secret])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = pages.PathOf(Name, "Billing"),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        return Process.Start(start)!;
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
