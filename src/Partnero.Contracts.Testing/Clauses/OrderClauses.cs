using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What the order of events may not do.</summary>
internal static class OrderClauses
{
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "ORDER-01",
            Title = "an event that was dispatched hours ago takes effect",
            Why = "A consumer that refuses old events, or keeps one clock for all entities, loses what comes late: the last attempt is " + PartneroFacts.Sheet.TriedFor + " after the first.",
            Source = PartneroFacts.Sheet.Guide + ": a delivery is tried for " + PartneroFacts.Sheet.TriedFor + "; the envelope's created_at is the time of its dispatch.",
            Remedy = "Remove the replay window: leave duplicates to the inbox, and compare times per entity if at all.",
            Check = CheckOldAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckOldAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        // Older than any retry.
        var age = TimeSpan.FromHours(Math.Ceiling(run.Consumer.Sender.RetryTimes[^1].TotalHours));
        var dispatched = EntityWords.Timestamp(run.Deliveries.Now - age);
        var deliveries = new List<WebhookDelivery>();

        // Of a new entity: an old event of one that has changed since may rightly be ignored.
        foreach (var name in run.Baseline.Accepted.Where(run.Consumer.Schemas.Life.IsCreation).DefaultIfEmpty(run.AnyEvent))
        {
            var delivery = run.Deliveries.Valid(name, changeEnvelope: body => body.With(run.Consumer.Sender.Envelope.CreatedAt, dispatched));
            deliveries.Add(delivery with { Note = $"valid and signed, dispatched {age.TotalHours:0} hours ago" });
        }

        return await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }
}
