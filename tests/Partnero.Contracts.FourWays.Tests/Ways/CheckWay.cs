using System.Text.Json;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Xunit;

namespace Partnero.Contracts.FourWays.Tests.Ways;

/// <summary>The tool's <c>check</c>, a process of its own that knows the consumer by addresses alone.</summary>
internal static class CheckWay
{
    public static async Task<Findings> CheckAsync(Mutant mutant, IReadOnlyList<WebhookClause> clauses, CancellationToken cancellationToken)
    {
        await using var running = await RunningMutant.StartAsync(mutant, cancellationToken);
        await using var probes = await ProbeServer.StartAsync(running.Consumer);
        var folder = Directory.CreateTempSubdirectory("four-ways-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.json");
            var run = await ToolRun.OfProcessAsync(
                ["check", .. probes.Arguments, "--connections", "1", "--budget", "3600", "--only", string.Join(',', clauses.Select(clause => clause.Id)), "--report-json", path],
                new() { ["PARTNERO_SECRET"] = running.Consumer.Secret });
            Assert.True(File.Exists(path), $"Exit code {run.ExitCode}, and no report:\n{run.Everything}");
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path, cancellationToken));
            return new Findings(
                report.RootElement.GetProperty("clauses").EnumerateArray().ToDictionary(
                    clause => clause.GetProperty("id").GetString()!,
                    clause => Enum.Parse<ClauseOutcome>(clause.GetProperty("outcome").GetString()!, ignoreCase: true)),
                run.ExitCode switch
                {
                    0 => FoundVerdict.Kept,
                    1 => FoundVerdict.Broken,
                    2 => FoundVerdict.Undecided,
                    var other => throw new InvalidOperationException($"check ended with {other}:\n{run.Everything}"),
                },
                run.ExitCode == 0,
                run.Everything);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
