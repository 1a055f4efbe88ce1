using System.Diagnostics;
using Consumer.Tests.Hosting;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Consumer.Tests;

/// <summary>What the service's README has a reader do to see its traces, metrics and health: the commands as they stand there.</summary>
public sealed class ObserveTests
{
    private const string DocumentedAddress = "http://localhost:5080";

    private static readonly string[] Printed =
    [
        "Activity.DisplayName:        partnero handle",
        "Activity.DisplayName:        POST /webhooks/partnero",
        "Handled partner.created",
        "Metric Name: partnero.webhook.deliveries",
        "event: partner.created outcome: handled",
        "Metric Name: partnero.inbox.parked",
        "(2.5,5]:", // of how long handlers take: all that a sender waits for is not in one bucket
    ];

    [Fact]
    public async Task The_documented_commands_show_traces_metrics_and_health()
    {
        Assert.SkipUnless(Programs.Has("bash") && Programs.Has("openssl") && Programs.Has("curl"), "bash, openssl and curl are not on the PATH.");
        var folder = Directory.CreateTempSubdirectory("consumer-observed-");
        try
        {
            var command = Block("the service").Trim();
            Assert.StartsWith("dotnet run -- ", command, StringComparison.Ordinal);
            using var service = new BillingProcess([.. command.Split(' ')[3..], "--ConnectionStrings:Billing", $"Data Source={Path.Combine(folder.FullName, "billing.db")};Default Timeout=4"]);
            await service.StartAsync(TestContext.Current.CancellationToken);

            var answers = await RunAsync(Block("the delivery").Replace(DocumentedAddress, service.Address.OriginalString, StringComparison.Ordinal));

            Assert.Equal(2, answers.Split("HTTP/1.1 200 OK").Length - 1);
            Assert.EndsWith("Healthy", answers, StringComparison.Ordinal);
            // Metrics are printed each 5 seconds, also before the delivery has come.
            foreach (var text in Printed)
                await Poll.UntilAsync(() => service.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A block of the README, after its marker.</summary>
    private static string Block(string name)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sample.md"));
        return page.Split($"<!-- observe: {name} -->\n```console\n")[1].Split("```")[0];
    }

    private static async Task<string> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-e"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        var output = bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(bash.ExitCode == 0, $"The documented commands end with {bash.ExitCode}: {errors}");
        return await output;
    }
}
