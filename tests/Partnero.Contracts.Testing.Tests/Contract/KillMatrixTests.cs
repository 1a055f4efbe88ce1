using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

public sealed class KillMatrixTests
{
    public static TheoryData<string> Defects() => [.. Mutant.Defective.Select(mutant => mutant.Name)];

    public static TheoryData<int> SoundRuns() => [.. Enumerable.Range(0, MutantRuns.SoundRuns)];

    [Theory]
    [MemberData(nameof(SoundRuns))]
    public async Task The_sound_consumer_keeps_every_clause(int run)
    {
        var report = await MutantRuns.OfSoundAsync(run);

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
        var report = await MutantRuns.OfAsync(Mutant.Unusual.Single(mutant => mutant.Name == name));

        Assert.All(report.Clauses, clause => Assert.False(
            clause.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised, $"{clause.Clause}, seed {report.Seed}: {clause.Reason}"));
        Assert.True(report.Count(ClauseOutcome.Passed) >= 30, $"Only {report.Count(ClauseOutcome.Passed)} clauses were exercised.");
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_breaks_its_clauses_and_no_others(string name)
    {
        var mutant = Mutant.Defective.Single(mutant => mutant.Name == name);

        var wrong = KillMatrix.FindWrong(mutant, await MutantRuns.OfAsync(mutant));

        // What is found by chance is found in one of a few runs.
        for (var again = 0; wrong is not null && mutant.Chance is not null && again < 3; again++)
            wrong = KillMatrix.FindWrong(mutant, await CheckAsync(mutant));
        Assert.True(wrong is null, wrong);
    }

    /// <summary>A matrix that cannot fail shows nothing.</summary>
    [Fact]
    public async Task A_consumer_without_the_defect_that_it_is_said_to_have_is_told()
    {
        var canary = new Mutant("canary", "keeps every clause", ["IDEM-01"], Mutant.Sound.Build);

        var wrong = KillMatrix.FindWrong(canary, await CheckAsync(canary, "IDEM-01", "IDEM-03"));

        Assert.StartsWith("canary is to break IDEM-01; ", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_defect_that_breaks_more_than_it_is_said_to_is_told()
    {
        var canary = Mutant.Defective.Single(mutant => mutant.Name == "no-dedupe") with { Breaks = ["IDEM-01"] };

        var wrong = KillMatrix.FindWrong(canary, await CheckAsync(canary, "IDEM-01", "IDEM-03"));

        Assert.Contains("IDEM-03: Expected 1 effect", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_matrix_is_that_of_these_tests() => KillMatrix.AssertPage();

    private static async Task<ContractReport> CheckAsync(Mutant mutant, params string[] only)
    {
        await using var running = await RunningMutant.StartAsync(mutant, TestContext.Current.CancellationToken);
        return await MutantRuns.RunAsync(running, [.. PartneroContract.Clauses.Where(clause => only.Length == 0 || only.Contains(clause.Id))]);
    }
}
