using Partnero.Contracts.Testing.Clauses;

namespace Partnero.Contracts.Testing.Running;

/// <summary>Why a clause cannot be checked against a consumer, if it cannot.</summary>
internal static class Preconditions
{
    public static ClauseFinding? Find(WebhookClause clause, ClauseRun run)
    {
        if (Missing(clause.Needs, run.Consumer) is { } missing)
            return ClauseFinding.NotExercised(missing);

        if (run.Control.Silence is { } silence)
            return ClauseFinding.NotExercised(silence);

        // These find out what the others build on.
        if (clause == BodyClauses.AcceptsEveryEvent || clause == StatusClauses.AnswersInTime
            || (clause == StatusClauses.DoesNotRedirect && run.Control.Deliveries.Any(sent => sent.Answer.IsRedirect)))
        {
            return null;
        }

        if (run.Control.Deliveries.Count == 0)
            return ClauseFinding.NotExercised($"No valid delivery was sent: see {BodyClauses.AcceptsEveryEvent.Id}.");
        if (run.Control.IsSilent)
            return ClauseFinding.NotExercised($"The consumer does not answer valid deliveries in time: see {StatusClauses.AnswersInTime.Id}.");
        if (run.Control.IsAlwaysLater)
            return ClauseFinding.NotExercised($"The consumer asks to be tried later, each time: see {BodyClauses.AcceptsEveryEvent.Id}.");
        if (run.Control.Accepted.Count == 0)
            return ClauseFinding.NotExercised($"The consumer refuses every valid delivery: see {BodyClauses.AcceptsEveryEvent.Id}.");
        if (clause.Needs.HasFlag(ClauseNeeds.Effects) && run.Control.Effective.Count == 0)
            return ClauseFinding.NotExercised($"No valid delivery had an effect within {run.Consumer.Patience.TotalSeconds:0.#} s: of all accepted events, WebhookConsumer.Effects answers none. Check what it looks for, or set WebhookConsumer.Patience.");
        return null;
    }

    private static string? Missing(ClauseNeeds needs, WebhookConsumer consumer)
    {
        if (needs.HasFlag(ClauseNeeds.Effects) && consumer.Effects is null)
            return "The consumer does not let its effects be seen. Set WebhookConsumer.Effects.";
        if (needs.HasFlag(ClauseNeeds.FailFor) && consumer.FailFor is null)
            return "The consumer cannot be made to fail. Set WebhookConsumer.FailFor.";
        if (needs.HasFlag(ClauseNeeds.Clock) && consumer.Clock is null)
            return "The consumer's clock cannot be moved on. Set WebhookConsumer.Clock.";
        if (needs.HasFlag(ClauseNeeds.Restart) && consumer.Restart is null)
            return "The consumer cannot be restarted. Set WebhookConsumer.Restart.";
        return null;
    }
}
