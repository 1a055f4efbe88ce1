using System.Diagnostics;
using Docs.Tests.Pages;
using Partnero.Contracts.Testing;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/aot.md: the consumer is compiled ahead of time without a warning, and keeps the contract.</summary>
public sealed class AotPageTests(BuiltPages pages)
{
    private const string Secret = "Q7f2KxW9mLp3TzRb";

    [Fact]
    public async Task A_native_consumer_keeps_the_contract()
    {
        Assert.SkipUnless(Programs.Has("gcc") || Programs.Has("clang"), "NativeAOT needs a C compiler: neither gcc nor clang is on the PATH.");
        var command = Assert.Single(Page.Of("aot").Commands, command => command.StartsWith("dotnet publish", StringComparison.Ordinal));

        var publish = await pages.RunAsync("aot", "dotnet", [], [.. command.Split(' ').Skip(1), "-nologo", "-v:m"]);

        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        using var process = Start(pages.PathOf("aot", "published", "Billing"));
        try
        {
            var consumer = new WebhookConsumer(new Uri(await ListeningProcess.AddressOfAsync(process) + "/webhooks/partnero"), Secret) { Handles = ["partner.created"] };
            var report = await new ContractRunner(consumer).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(report.IsKept, report.Verdict.ToString());
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start(string program) =>
        Process.Start(new ProcessStartInfo(program, ["--urls", "http://127.0.0.1:0", "--Partnero:Secret", Secret]) { RedirectStandardOutput = true })!;
}
