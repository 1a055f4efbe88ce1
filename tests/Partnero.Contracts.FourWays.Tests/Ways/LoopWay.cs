using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.FourWays.Tests.Ways;

/// <summary>A loop over clauses, as a user of NUnit or MSTest writes it: a case for each, which passes, is skipped or fails.</summary>
internal static class LoopWay
{
    public static async Task<Findings> CheckAsync(Mutant mutant, IReadOnlyList<WebhookClause> clauses, CancellationToken cancellationToken)
    {
        await using var running = await RunningMutant.StartAsync(mutant, cancellationToken);
        var outcomes = new Dictionary<string, ClauseOutcome>();
        var said = new List<string>();
        var isGreen = true;
        foreach (var clause in clauses)
        {
            // What passes may be advice, which is told to the listener alone.
            ClauseReport? report = null;
            try
            {
                await clause.ReportingTo(found => report = found).VerifyAsync(running.Consumer, cancellationToken);
                outcomes[clause.Id] = report!.Outcome;
            }
            catch (ContractException skipped) when (skipped.MaySkip)
            {
                outcomes[clause.Id] = report!.Outcome;
                said.Add(skipped.Message);
            }
            catch (ContractException failed)
            {
                outcomes[clause.Id] = report!.Outcome;
                isGreen = false;
                said.Add(failed.Message);
            }
        }

        return new Findings(outcomes, null, isGreen, string.Join('\n', said));
    }
}
