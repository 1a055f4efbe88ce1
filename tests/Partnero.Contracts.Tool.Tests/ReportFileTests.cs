using System.Text.Json;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class ReportFileTests : IDisposable
{
    private const string Nobody = "http://127.0.0.1:9/hook";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tool-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_without_a_report_leaves_an_earlier_one_as_it_was()
    {
        var path = await WriteEarlierAsync();

        (await ToolRun.OfAsync("check", Nobody, "--secret", "s", "--report-json", path)).AssertRefusedWith("Nothing answers");

        Assert.Equal("earlier", await File.ReadAllTextAsync(path, Cancellation));
        Assert.Single(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_run_without_a_report_leaves_no_file()
    {
        (await ToolRun.OfAsync("check", Nobody, "--secret", "s", "--report-json", Path.Combine(_folder.FullName, "new.json"))).AssertRefusedWith("Nothing answers");

        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_report_takes_the_place_of_an_earlier_one_behind_a_link_too()
    {
        var path = await WriteEarlierAsync();
        var link = File.CreateSymbolicLink(Path.Combine(_folder.FullName, "latest.json"), path);

        await CheckAsync(link.FullName);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path, Cancellation));
        Assert.Equal("BODY-01", report.RootElement.GetProperty("clauses")[0].GetProperty("id").GetString());
        Assert.Equal(path, new FileInfo(link.FullName).LinkTarget);
        Assert.Equal(2, _folder.GetFileSystemInfos().Length);
    }

    [Fact]
    public async Task A_folder_is_refused_before_the_run()
    {
        (await ToolRun.OfAsync("check", Nobody, "--secret", "s", "--report-json", _folder.FullName)).AssertRefusedWith("It is a folder.");
    }

    [Fact]
    public async Task A_full_disk_takes_the_report_and_not_the_result()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is of Linux.");

        var run = await CheckAsync("/dev/full");

        run.AssertRefusedWith("The report was not written to '/dev/full' (--report-json)");
        Assert.Contains("The contract is kept: 1 passed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_standard_output_the_report_comes_after_what_is_shown()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev/stdout.");

        var run = await CheckAsync("/dev/stdout");

        Assert.Equal(0, run.ExitCode);
        using var report = JsonDocument.Parse(run.Output[run.Output.IndexOf("\n{", run.Output.IndexOf("The contract is kept", StringComparison.Ordinal), StringComparison.Ordinal)..]);
        Assert.Equal(1, report.RootElement.GetProperty("summary").GetProperty("passed").GetInt32());
    }

    private async Task<string> WriteEarlierAsync()
    {
        var path = Path.Combine(_folder.FullName, "report.json");
        await File.WriteAllTextAsync(path, "earlier", Cancellation);
        return path;
    }

    private static async Task<ToolRun> CheckAsync(string reportPath)
    {
        await using var consumer = await ScriptedServer.StartAsync(context => context.Response.StatusCode = 200);
        return await ToolRun.OfProcessAsync("check", consumer.Address, "--secret", "s", "--only", "BODY-01", "--report-json", reportPath);
    }
}
