using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

public sealed class KillMatrixTests
{
    private static readonly string[] Drawn = ["BODY-10", "BODY-11", "ROBUST-04", "HIST-01", "HIST-02"];

    public static TheoryData<string> Defects() => [.. Mutant.Defective.Select(mutant => mutant.Name)];

    [Fact]
    public async Task The_sound_consumer_keeps_every_clause()
    {
        var report = await CheckAsync(Mutant.Sound);

        Assert.All(report.Clauses, clause => Assert.True(clause.Outcome == ClauseOutcome.Passed, $"{clause.Clause}, seed {report.Seed}: {clause.Outcome}, {clause.Reason}"));
    }

    [Fact]
    public void Each_clause_has_a_defect_that_is_there_to_be_found_by_it()
    {
        var meant = Mutant.Defective.Select(mutant => mutant.MeantFor).ToHashSet();

        Assert.Equal([], PartneroContract.Clauses.Select(clause => clause.Id).Where(id => !meant.Contains(id)));
        Assert.All(Mutant.Defective, mutant => Assert.Contains(mutant.MeantFor, mutant.Breaks));
    }

    public static TheoryData<string> Unusuals() => [.. Mutant.Unusual.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Unusuals))]
    public async Task An_unusual_consumer_that_is_sound_is_never_flagged(string name)
    {
        var report = await CheckAsync(Mutant.Unusual.Single(mutant => mutant.Name == name));

        Assert.All(report.Clauses, clause => Assert.False(
            clause.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised, $"{clause.Clause}, seed {report.Seed}: {clause.Reason}"));
        Assert.True(report.Count(ClauseOutcome.Passed) >= 30, $"Only {report.Count(ClauseOutcome.Passed)} clauses were exercised.");
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_breaks_its_clauses_and_no_others(string name)
    {
        var mutant = Mutant.Defective.Single(mutant => mutant.Name == name);

        var report = await MutantRuns.OfAsync(mutant);

        // Clauses that draw anything at all find the defects of the others too, by chance; those that they alone find are theirs.
        var broken = report.Clauses.Where(clause => clause.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised).ToList();
        var brokenIds = broken.Select(clause => clause.Clause.Id).ToList();
        Assert.True(
            mutant.Breaks.Order().SequenceEqual(brokenIds.Where(id => mutant.Breaks.Contains(id) || !(Drawn.Contains(id) && mutant.Breaks.Any())).Order()),
            $"{name} is to break {string.Join(", ", mutant.Breaks)}; seed {report.Seed} broke {string.Join("\n", broken.Select(clause => $"{clause.Clause.Id}: {clause.Reason}"))}");
        Assert.All(broken, clause => Assert.True(clause.Reproduction is not null || clause.Reason is not null));
    }

    private static async Task<ContractReport> CheckAsync(Mutant mutant)
    {
        await using var running = await RunningMutant.StartAsync(mutant, TestContext.Current.CancellationToken);
        return await MutantRuns.RunAsync(running);
    }
}
