using System.Text.Json;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_sound_consumer_keeps_the_contract()
    {
        var run = await ToolRun.OfAsync("demo");

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains($"The contract is kept: {PartneroContract.Clauses.Count} passed, in", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_clause_that_is_done_is_told_apart_from_the_report()
    {
        // Of both kinds: those that go side by side, and those that go alone.
        var clauses = PartneroContract.Clauses.Where(clause => clause.Group is "SIG" or "IDEM").ToList();
        var run = await ToolRun.OfAsync("demo", "--defect", "race", "--only", string.Join(',', clauses.Select(clause => clause.Id)));

        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(clauses.Count, lines.Length);

        // Side by side, they end in any order.
        Assert.All(clauses, clause => Assert.Single(lines, line => line.Contains($"/{lines.Length} {clause}: ", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(1, lines.Length), lines.Select(line => int.Parse(line.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Matches(@"^\d+/\d+ IDEM-03 .*: failed, \d+ ms$", lines.Single(line => line.Contains("IDEM-03", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines[0], run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_defect_is_shown_with_its_clause_and_how_to_see_it_again()
    {
        var run = await ToolRun.OfAsync("demo", "--defect", "race", "--only", "SIG-01,IDEM-03");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"IDEM-03 .*│ failed", run.Output);
        Assert.Matches(@"\n  again     .*demo --defect race --only IDEM-03 --seed \d+\n", run.Output);
    }

    [Fact]
    public async Task The_list_names_every_defect_and_what_it_breaks()
    {
        var run = await ToolRun.OfAsync("demo", "--list");

        Assert.Equal(0, run.ExitCode);
        Assert.All(Mutant.Defective, mutant => Assert.Contains(mutant.Name, run.Output, StringComparison.Ordinal));
        Assert.Contains("IDEM-03", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_written_as_json()
    {
        var path = Path.GetTempFileName();
        try
        {
            var run = await ToolRun.OfAsync("demo", "--defect", "no-dedupe", "--seed", "7", "--only", "SIG-01,IDEM-01,IDEM-02,IDEM-03", "--report-json", path);

            Assert.Equal(1, run.ExitCode);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            Assert.Equal(7, report.RootElement.GetProperty("seed").GetInt32());

            var failed = report.RootElement.GetProperty("clauses").EnumerateArray().Where(clause => clause.GetProperty("outcome").GetString() == "failed").Select(clause => clause.GetProperty("id").GetString()!).ToList();
            Assert.Equal(["IDEM-01", "IDEM-03"], failed);
            Assert.Equal(failed.Count, report.RootElement.GetProperty("summary").GetProperty("failed").GetInt32());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        var temporary = Directory.CreateTempSubdirectory("tool-tests-");
        try
        {
            var run = await ToolRun.OfProcessAsync(["demo", "--defect", "no-dedupe", "--only", "IDEM-01,RETRY-07"], new() { ["TMPDIR"] = temporary.FullName, ["TEMP"] = temporary.FullName });

            Assert.Equal(1, run.ExitCode);
            Assert.Empty(temporary.GetDirectories());
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }
}
