using System.Diagnostics;
using Docs.Tests.Pages;
using Partnero.Contracts.Testing;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/aot.md: the consumer is compiled ahead of time without a warning, and keeps the contract.</summary>
public sealed class AotPageTests(BuiltPages pages)
{
    private const string Secret = "Q7f2KxW9mLp3TzRb";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

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
            var consumer = new WebhookConsumer(new Uri(await ListenAsync(process) + "/webhooks/partnero"), Secret) { Handles = ["partner.created"] };
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

    /// <summary>The address that it says it listens at. What it says afterwards is read too, so that it never waits for its reader.</summary>
    private static async Task<string> ListenAsync(Process process)
    {
        const string listening = "Now listening on: ";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(LongestStart);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.Contains(listening, StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim();
        }

        throw new InvalidOperationException("The native consumer ended before it listened.");
    }
}
