using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_check_that_is_stopped_says_so_and_leaves_an_earlier_report_as_it_was(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the commands of Linux.");
        await using var silent = await ScriptedServer.StartAsync(async context =>
        {
            var hasHungUp = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(hasHungUp.SetResult);
            await hasHungUp.Task;
        });
        var folder = Directory.CreateTempSubdirectory("tool-tests-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.json");
            await File.WriteAllTextAsync(path, "an earlier report", TestContext.Current.CancellationToken);

            var run = await ToolRun.StopAsync(signal, ["check", silent.Address, "--secret", "s", "--report-json", path], []);

            run.AssertRefusedWith("Stopped before the end.");
            Assert.Equal([path], Directory.GetFileSystemEntries(folder.FullName));
            Assert.Equal("an earlier report", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_check_that_is_stopped_shows_and_writes_what_it_has_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the commands of Linux.");
        var received = 0;
        await using var stuck = await ScriptedServer.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref received) <= 60)
                return;
            var hasHungUp = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(hasHungUp.SetResult);
            await hasHungUp.Task;
        });
        var folder = Directory.CreateTempSubdirectory("tool-tests-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.json");

            var run = await ToolRun.StopAsync("INT", ["check", stuck.Address, "--secret", "s", "--report-json", path], [], () => Volatile.Read(ref received) > 60);

            run.AssertRefusedWith("Stopped before the end.");
            Assert.Matches(@"BODY-01 .*passed", run.Output);
            Assert.Matches(@"The contract is undecided: .*, in [0-9]+[.][0-9] s", run.Output);
            Assert.DoesNotContain(", in 0.0 s", run.Output, StringComparison.Ordinal);
            using var report = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            Assert.Equal("undecided", report.RootElement.GetProperty("verdict").GetProperty("kind").GetString());
            Assert.Equal("BODY-01", report.RootElement.GetProperty("clauses")[0].GetProperty("id").GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_demo_that_is_stopped_leaves_nothing_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the commands of Linux.");
        var temporary = Directory.CreateTempSubdirectory("tool-tests-");
        try
        {
            var run = await ToolRun.StopAsync("INT", ["demo"], new() { ["TMPDIR"] = temporary.FullName });

            run.AssertRefusedWith("Stopped before the end.");
            Assert.Empty(temporary.GetDirectories());
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }
}
