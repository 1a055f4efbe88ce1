using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Testing.Clauses.Mutation.Tests;

/// <summary>
/// The kill matrix, clause by clause: a mutant of one clause is reached by the few cases that are about it, and not by each that checks the whole contract.
/// </summary>
public sealed class ClauseMatrixTests
{
    /// <summary>Judged by how long answers take: one case that fails on a busy machine before anything is mutated ends Stryker's run.</summary>
    private const string ByTime = "STATUS-04";

    public static TheoryData<string> Clauses() => [.. PartneroContract.Clauses.Select(clause => clause.Id)];

    public static TheoryData<string, string> Defects()
    {
        var rows = new TheoryData<string, string>();
        foreach (var mutant in Mutant.Defective)
        {
            foreach (var id in mutant.Breaks.Where(id => id != ByTime))
                rows.Add(mutant.Name, id);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public async Task The_sound_consumer_keeps_it(string id)
    {
        var report = await CheckAsync(Mutant.Sound, id);

        Assert.True(report.Outcome == ClauseOutcome.Passed, $"{id}: {report.Outcome}, {report.Reason}");
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_breaks_it(string name, string id)
    {
        var report = await CheckAsync(Mutant.Defective.Single(mutant => mutant.Name == name), id);

        Assert.True(report.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised, $"{name}, {id}: {report.Outcome}, {report.Reason}");
    }

    private static async Task<ClauseReport> CheckAsync(Mutant mutant, string id)
    {
        await using var running = await RunningMutant.StartAsync(mutant, TestContext.Current.CancellationToken);
        return (await new ContractRunner(running.Consumer, seed: 7).RunAsync([PartneroContract.Find(id)], cancellationToken: TestContext.Current.CancellationToken)).Clauses[0];
    }
}
