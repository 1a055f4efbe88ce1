using Partnero.Contracts.Specimens;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

public sealed class KillMatrixTests
{
    public static TheoryData<string> Defects() => [.. Specimen.Defective.Select(specimen => specimen.Name)];

    [Fact]
    public async Task The_sound_consumer_keeps_every_clause()
    {
        var report = await CheckAsync(Specimen.Sound);

        Assert.All(report.Clauses, clause => Assert.True(clause.Outcome == ClauseOutcome.Passed, $"{clause.Clause}, seed {report.Seed}: {clause.Outcome}, {clause.Reason}"));
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_defect_breaks_its_clauses_and_no_others(string name)
    {
        var specimen = Specimen.Defective.Single(specimen => specimen.Name == name);

        var report = await CheckAsync(specimen);

        var broken = report.Clauses.Where(clause => clause.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised).ToList();
        Assert.Equal(specimen.Breaks.Order(), broken.Select(clause => clause.Clause.Id).Order());
        Assert.All(broken, clause => Assert.NotNull(clause.Reproduction));
        Assert.All(report.Clauses, clause => Assert.NotEqual(ClauseOutcome.NotExercised, clause.Outcome));
    }

    private static async Task<ContractReport> CheckAsync(Specimen specimen)
    {
        await using var running = await RunningSpecimen.StartAsync(specimen, TestContext.Current.CancellationToken);
        return await new ContractRunner(running.Consumer).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
    }
}
