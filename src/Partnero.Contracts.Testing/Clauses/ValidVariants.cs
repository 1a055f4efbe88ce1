using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Checks that valid deliveries of an unusual shape are accepted like any others, and take effect where their event does.</summary>
internal static class ValidVariants
{
    public static async Task<ClauseFinding> CheckAsync(ClauseRun run, IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        // A schema of the consumer's own may be stricter: what it forbids, the sender does not send.
        var schemas = run.Consumer.Schemas;
        deliveries = [.. deliveries.Where(delivery => !schemas.Events.Contains(delivery.Event) || schemas.Validate(delivery.Body).Count == 0)];
        if (deliveries.Count == 0)
            return ClauseFinding.NotExercised("The schemas of the consumer allow no such delivery.");
        return await SendAsync(run, cancellationToken, [.. deliveries]).ConfigureAwait(false)
            ?? await ExpectEffectsAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends deliveries that a sound consumer takes, and that do not depend on each other.</summary>
    /// <returns>What to hold against a consumer that refuses one of them, and takes usual ones; null where it takes all.</returns>
    public static async Task<ClauseFinding?> SendAsync(ClauseRun run, CancellationToken cancellationToken, params WebhookDelivery[] deliveries)
    {
        foreach (var some in deliveries.Chunk(run.Connections))
        {
            foreach (var (delivery, answer) in some.Zip(await run.SendAllAsync(some, cancellationToken).ConfigureAwait(false)))
            {
                if (!answer.IsAccepted && await run.Blame.OfRefusalAsync(delivery, answer, cancellationToken).ConfigureAwait(false) is { } finding)
                    return finding;
            }
        }

        return null;
    }

    /// <summary>That each accepted delivery of an event with effects has one.</summary>
    public static async Task<ClauseFinding> ExpectEffectsAsync(ClauseRun run, IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var effective = deliveries.Where(delivery => run.Baseline.Effective.Contains(delivery.Event)).ToList();
        if (effective.Count == 0)
            return ClauseFinding.Kept;
        var missing = await run.Effects.WaitForAsync(effective, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        return missing.Count == 0 ? ClauseFinding.Kept : await run.Blame.OfLossAsync(missing[0], cancellationToken).ConfigureAwait(false);
    }
}
