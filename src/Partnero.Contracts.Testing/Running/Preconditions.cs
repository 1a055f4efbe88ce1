using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Running;

/// <summary>Why a clause cannot be checked against a consumer, if it cannot.</summary>
internal static class Preconditions
{
    public static ClauseFinding? Find(WebhookClause clause, ClauseRun run)
    {
        if (clause.Needs.FirstOrDefault(need => !need.IsGivenBy(run.Consumer)) is { } missing)
            return ClauseFinding.NotExercised(missing.Absence);

        // What the first deliveries showed is judged also where they were cut short themselves.
        // Where advice alone cut the run short, the clause after it says so: were it skipped, all clauses would pass or be skipped.
        var findsOut = clause.BuildsOn == ClauseBasis.Nothing;
        if (run.History.CutShort is { } reason && !(findsOut && run.Baseline.Incomplete is not null))
            return run.History.IsKnownToFail ? ClauseFinding.NotExercised(reason) : ClauseFinding.Blocked(reason);
        if (run.Baseline is { Doubt: { } doubt, Accepted.Count: > 0 } && (!findsOut || clause.Needs.Contains(Capability.Effects)))
            return ClauseFinding.NotExercised(doubt);
        if (findsOut)
            return null;
        if (run.Baseline.Deliveries.Count == 0)
            return ClauseFinding.NotExercised("No valid delivery was sent: see BODY-01.");
        if (run.Baseline.IsSilent)
            return ClauseFinding.NotExercised("The consumer does not answer valid deliveries in time: see STATUS-01.");
        if (run.Baseline.Accepted.Count == 0)
            return ClauseFinding.NotExercised("The consumer accepts no valid delivery: see BODY-01.");
        if (clause.BuildsOn == ClauseBasis.Effects && run.Baseline.Effective.Count == 0)
            return ClauseFinding.NotExercised("No valid delivery had an effect: see EFFECT-01.");
        return null;
    }
}
