using System.Diagnostics;
using System.Reflection;
using Partnero.Contracts.Testing;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>How a report looks on terminals of several widths and colours.</summary>
public sealed class LayoutTests
{
    /// <summary>Clauses of every width that are checked in a moment.</summary>
    private static readonly IReadOnlyList<WebhookClause> Clauses =
        [.. PartneroContract.Clauses.Where(clause => clause.Group is "BODY" or "STATUS" or "SIG" or "ROTATE" || clause.Id == "IDEM-01" || clause.Title.Length == PartneroContract.Clauses.Max(any => any.Title.Length))];

    [Theory]
    [InlineData(120, true, true)]
    [InlineData(80, true, false)]
    [InlineData(50, true, false)]
    [InlineData(40, false, false)]
    [InlineData(25, false, false)]
    public async Task The_outcome_is_the_last_to_vanish_and_no_line_of_a_clause_is_broken(int columns, bool hasTitle, bool hasTime)
    {
        var run = await ToolRun.OfAsync(columns, "demo", "--defect", "no-dedupe", "--only", string.Join(',', Clauses.Select(clause => clause.Id)));

        var rows = run.Output.Split('\n').Select(line => line.Trim('│', ' ')).Where(line => Clauses.Any(clause => line.StartsWith(clause.Id + "  ", StringComparison.Ordinal) || line.StartsWith(clause.Id + " ", StringComparison.Ordinal) && line.Contains('│'))).ToList();
        Assert.Equal(Clauses.Select(clause => clause.Id), rows.Select(row => row.Split(' ')[0]));
        Assert.All(rows, row => Assert.Matches(@"\b(passed|failed|advised)\b", row));
        Assert.All(rows, row => Assert.Equal(hasTime, row.EndsWith(" ms", StringComparison.Ordinal)));
        Assert.All(rows.Zip(Clauses), pair => Assert.Equal(hasTitle, pair.First.Contains(pair.Second.Title[..12], StringComparison.Ordinal)));
        Assert.All(run.Output.Split('\n').TakeWhile(line => line.Length > 0), line => Assert.InRange(line.TrimEnd().Length, 0, columns));
    }

    [Fact]
    public async Task Without_colours_where_they_are_not_wanted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script of util-linux gives a terminal.");

        Assert.Matches("\u001b\\[[0-9;]*(3[1-6]|38;5;[0-9]+)m", await OnTerminalAsync(new()));
        Assert.DoesNotMatch("\u001b\\[[0-9;]*(3[0-7]|38;5;[0-9]+|4[0-7]|9[0-7])m", await OnTerminalAsync(new() { ["NO_COLOR"] = "1" }));
    }

    [Fact]
    public async Task A_quiet_run_prints_failures_and_the_verdict_alone()
    {
        var broken = await ToolRun.OfAsync("demo", "--defect", "no-dedupe", "--only", "SIG-01,IDEM-01", "--quiet");
        var sound = await ToolRun.OfAsync("demo", "--only", "SIG-01,IDEM-01", "--quiet");

        Assert.Equal((1, ""), (broken.ExitCode, broken.Error));
        Assert.StartsWith("\nIDEM-01 a duplicate takes effect once\n", broken.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SIG-01", broken.Output, StringComparison.Ordinal);
        Assert.Contains("The contract is broken: 1 passed, 1 failed, in", broken.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (sound.ExitCode, sound.Error));
        Assert.Matches(@"^\nThe contract is kept: 2 passed, in [0-9.]+ s\.\n$", sound.Output);
    }

    [Fact]
    public async Task A_quiet_check_names_advice_and_explains_it_where_it_counts()
    {
        // It refuses everything that is not signed with a 500, which is advice.
        await using var consumer = await ScriptedServer.StartAsync(context => context.Response.StatusCode = context.Request.Headers["Signature"].Count == 1 && context.Request.Headers["Signature"][0]!.Length == 64 ? 200 : 500);
        string[] check = ["check", consumer.Address, "--secret", "s", "--only", "BODY-01,SIG-07", "--quiet"];

        var lenient = await ToolRun.OfAsync(check);
        var strict = await ToolRun.OfAsync([.. check, "--strict"]);

        var named = $"Advised: {PartneroContract.Find("SIG-07")}\n";
        Assert.Contains(named, lenient.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  expected  ", lenient.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(named, strict.Output, StringComparison.Ordinal);
        Assert.Contains("  expected  ", strict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_carries_its_remedy_and_the_whole_address_of_its_page()
    {
        var run = await ToolRun.OfAsync(60, "demo", "--defect", "no-dedupe", "--only", "IDEM-01");

        var clause = PartneroContract.Find("IDEM-01");
        Assert.Contains(clause.Remedy, string.Join(' ', run.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains($"  page      {clause.Page}\n", run.Output, StringComparison.Ordinal);
    }

    private static async Task<string> OnTerminalAsync(Dictionary<string, string> environment)
    {
        var tool = typeof(LayoutTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Tool").Value!;
        var start = new ProcessStartInfo("script", ["-qec", $"dotnet '{tool}' demo --defect no-dedupe --only IDEM-01", "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("The contract is broken", output, StringComparison.Ordinal);
        return output;
    }
}
