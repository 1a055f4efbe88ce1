using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
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
        new()
        {
            Id = "ORDER-02",
            Title = "takes events of entities that are older than the webhook",
            Why = "Partners and customers were there before the webhook was: a consumer that insists on their creation loses every reward of theirs.",
            Source = "A webhook is told what happens after it was set up, and nothing of what was there before.",
            Remedy = "Create what you do not know from what the event says of it, or keep its id without a foreign key.",
            Check = CheckUnannouncedAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckUnannouncedAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var life = run.Consumer.Schemas.Life;
        var referring = new List<WebhookDelivery>();
        foreach (var name in run.Baseline.Accepted.Where(run.Consumer.Schemas.Events.Contains))
        {
            var references = PayloadShapes.FieldsOf(run.Consumer.Schemas, name, FieldRole.Reference);
            var delivery = await run.PrepareAsync(name, cancellationToken, data => references.Aggregate(data, (changed, field) => WithUnknown(run, changed, field))).ConfigureAwait(false);
            if (references.Any(field => delivery.Data[field.Name] is not null and not PhpNull))
                referring.Add(delivery with { Note = "valid and signed, and what it refers to was never announced" });
        }

        var finding = await ValidVariants.CheckAsync(run, referring, cancellationToken).ConfigureAwait(false);
        if (finding.Kind == FindingKind.Broken)
            return finding;

        // Of an event of an entity that was never announced itself nothing need come, but an answer that ends it.
        var late = run.Baseline.Accepted.Where(name => !life.IsCreation(name)).ToList();
        foreach (var name in late)
        {
            var delivery = run.Deliveries.Valid(name) with { Note = "valid and signed, of an entity that was never announced" };
            if (await ValidVariants.SendAsync(run, cancellationToken, delivery).ConfigureAwait(false) is { } refusal)
                return refusal;
        }

        return referring.Count + late.Count == 0 ? ClauseFinding.NotExercised("The consumer accepts creations alone, and none of them refers to another entity.") : ClauseFinding.Kept;
    }

    private static PhpArray WithUnknown(ClauseRun run, PhpArray data, PayloadField field) => data[field.Name] switch
    {
        PhpArray reference when reference[field.Identity] is not null => data.With(field.Name, reference.With(field.Identity, Unknown(run, field))),
        PhpString => data.With(field.Name, Unknown(run, field)),
        _ => data,
    };

    private static PhpValue Unknown(ClauseRun run, PayloadField field) => $"{field.RefersTo}_{run.Deliveries.NewNumber(asText: true)}";

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
