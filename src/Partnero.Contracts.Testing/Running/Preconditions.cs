using Partnero.Contracts.Testing.Clauses;

namespace Partnero.Contracts.Testing.Running;

/// <summary>Why a clause cannot be checked against a consumer, if it cannot.</summary>
internal static class Preconditions
{
    public static ClauseFinding? Find(WebhookClause clause, ClauseRun run)
    {
        if (clause.NeedsEffects && !run.Effects.IsGiven)
            return ClauseFinding.NotExercised("The consumer does not let its effects be seen. Set WebhookConsumer.Effects.");

        // These two find out what the others build on.
        if (clause == BodyClauses.AcceptsEveryEvent || clause == StatusClauses.AnswersInTime)
            return null;

        if (run.Control.IsSilent)
            return ClauseFinding.NotExercised($"The consumer does not answer valid deliveries in time: see {StatusClauses.AnswersInTime.Id}.");
        if (run.Control.Accepted.Count == 0)
            return ClauseFinding.NotExercised($"The consumer refuses every valid delivery: see {BodyClauses.AcceptsEveryEvent.Id}.");
        if (clause.NeedsEffects && run.Control.Effective.Count == 0)
            return ClauseFinding.NotExercised($"No valid delivery had an effect within {run.Consumer.Patience.TotalSeconds:0.#} s: of all accepted events, WebhookConsumer.Effects answers none. Check what it looks for, or set WebhookConsumer.Patience.");
        return null;
    }
}
