using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.FourWays.Tests.Ways;

/// <summary>A call of the runner.</summary>
internal static class RunnerWay
{
    public static async Task<Findings> CheckAsync(Mutant mutant, IReadOnlyList<WebhookClause> clauses, CancellationToken cancellationToken)
    {
        await using var running = await RunningMutant.StartAsync(mutant, cancellationToken);
        var report = await new ContractRunner(running.Consumer) { Budget = TimeSpan.FromHours(1) }.RunAsync(clauses, cancellationToken: cancellationToken);
        return new Findings(
            report.Clauses.ToDictionary(clause => clause.Clause.Id, clause => clause.Outcome),
            report.Verdict.IsKept ? FoundVerdict.Kept : report.Verdict.IsBroken ? FoundVerdict.Broken : FoundVerdict.Undecided,
            report.IsKept,
            string.Join('\n', [$"seed {report.Seed}: {report.Verdict}", .. report.Clauses.Select(clause => $"{clause.Clause.Id}: {clause.Reason}")]));
    }
}
