using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Variations;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Events that look alike and are not the same: by their ids, keys, payloads, or the beginnings of their hashes.</summary>
internal static class LookalikeClauses
{
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "IDEM-07",
            Title = "tells ids apart that are the same number",
            Why = "A consumer that compares ids as numbers takes the event of 007 for that of 7, and one of the two partners is not paid.",
            Source = "The guide shows texts for ids and keys, and a program chooses keys itself: nothing says that they are numbers.",
            Remedy = "Keep ids and keys as texts from the body to the database, in columns of a text type, and compare them as texts.",
            Needs = [Capability.Effects],
            Check = (run, cancellationToken) => CheckIdsAsync(run, LookalikeIds.Numbers, cancellationToken),
        },
        new()
        {
            Id = "IDEM-08",
            Title = "tells ids apart that differ in case, blanks or composition",
            IsAdvice = true,
            Why = "A database whose texts are compared without regard to case, blanks at the end or Unicode composition takes two partners for one.",
            Source = "The guide shows texts for ids and keys, and a program chooses keys itself: nothing says how they are compared.",
            Remedy = "Give the columns of ids and keys a binary collation.",
            Needs = [Capability.Effects],
            Check = (run, cancellationToken) => CheckIdsAsync(run, LookalikeIds.Texts, cancellationToken),
        },
        new()
        {
            Id = "IDEM-10",
            Title = "one payload under two events takes effect under both",
            Why = "A consumer that takes the payload for the identity drops the approval of a reward that was created with the same fields.",
            Source = "The envelope has no event id, and two events of one entity may carry the same payload.",
            Remedy = "Put the name of the event into the identity, or hash the whole body.",
            Needs = [Capability.Effects],
            Check = CheckTwoEventsAsync,
        },
        new()
        {
            Id = "IDEM-11",
            Title = "two entities with one key both take effect",
            Why = "A consumer that takes the key for the identity drops the second sale.",
            Source = "The sender's n8n node: keys of transactions are not unique, and a second create makes a second transaction.",
            Remedy = "Never use a key alone as identity, or as the primary key of what a transaction brings about.",
            Needs = [Capability.Effects],
            Check = CheckOneKeyAsync,
        },
        new()
        {
            Id = "IDEM-13",
            Title = "events whose signature or hash begins alike all take effect",
            Why = "A consumer that keeps eight digits of a hash drops one event of some ten thousand, and nobody will ever know which.",
            Source = "The envelope has no event id, so that consumers make one of the body or the signature.",
            Remedy = "Keep the whole hash: 64 hex digits, or 32 bytes.",
            Needs = [Capability.Effects],
            Check = CheckShortHashesAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckIdsAsync(ClauseRun run, Func<string, IEnumerable<string>> alike, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        var marks = new List<(WebhookDelivery Delivery, StateMarks Marks)>();
        var creations = new Creations(run);

        // One event of each kind of entity: its ids stand in one table.
        var life = run.Consumer.Schemas.Life;
        foreach (var name in run.Baseline.Effective.Where(name => PayloadShapes.IdentityTypes(run.Consumer.Schemas, name).Seen.HasFlag(JsonTypes.String))
            .OrderByDescending(life.IsCreation).DistinctBy(run.Consumer.Sender.Events.Family))
        {
            // Digits that no other run has, and no other event of this one.
            foreach (var id in alike(run.Deliveries.NewNumber(asText: true)))
            {
                var delivery = run.Deliveries.Valid(name, id);
                if (run.Consumer.Schemas.Events.Contains(name) && run.Consumer.Schemas.Validate(delivery.Body).Count > 0)
                    continue;
                var mark = StateMarks.New(run, name);
                sent.Add(run.Deliveries.Valid(name, creations.Of(name, id), data => mark.Apply(data)) with { Note = $"valid and signed, with the id {PhpJson.Text(id)}" });
                marks.Add((sent[^1], mark));
            }
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        if (await ValidVariants.SendAsync(run, cancellationToken, [.. sent]).ConfigureAwait(false) is { } finding)
            return finding;
        if (sent.Count == 0)
            return ClauseFinding.NotExercised("No event with effects has a text for its id.");
        var effects = await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
        return effects.Kind == FindingKind.Kept && run.Consumer.State is not null ? await FindMixedAsync(run, marks, cancellationToken).ConfigureAwait(false) ?? effects : effects;
    }

    /// <summary>An entity of which the consumer stores what came for another, whose id is alike.</summary>
    private static async Task<ClauseFinding?> FindMixedAsync(ClauseRun run, List<(WebhookDelivery Delivery, StateMarks Marks)> created, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        foreach (var (delivery, marks) in created.Where(one => run.Consumer.Schemas.Life.IsCreation(one.Delivery.Event)))
        {
            var family = run.Consumer.Sender.Events.Family(delivery.Event);
            if (entities.Families.Contains(family) && !run.State.Shown.ContainsKey(family))
                await entities.CreateAsync(family, run.Deliveries.Now, cancellationToken).ConfigureAwait(false);
            if (!run.State.Shown.TryGetValue(family, out var fields) || fields.Count == 0)
                continue;
            var (state, isShown) = await run.State.WaitForAsync(family, delivery.EntityId, now => fields.All(field => marks.IsShown(now, field)), cancellationToken).ConfigureAwait(false);
            if (!isShown)
                return ClauseFinding.Broken(delivery, $"{family} {PhpJson.Text(delivery.EntityId)} with {marks.Say(fields)}", state.ToString());
        }

        return null;
    }

    private static async Task<ClauseFinding> CheckTwoEventsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        var life = run.Consumer.Schemas.Life;
        foreach (var family in run.Baseline.Effective.Where(name => !life.IsCreation(name)).GroupBy(run.Consumer.Sender.Events.Family))
        {
            // In the order of a life, so that none of them comes too late.
            if (life.InOrder(family).Take(2).ToList() is not [var one, var other])
                continue;
            var first = await run.PrepareAsync(one, cancellationToken).ConfigureAwait(false);
            var second = run.Deliveries.Valid(other, first.EntityId, _ => first.Data) with { Note = $"valid and signed, with the payload that came as {one} before" };
            if (run.Consumer.Schemas.Events.Contains(other) && run.Consumer.Schemas.Validate(second.Body).Count > 0)
                continue;
            foreach (var delivery in new[] { first, second })
            {
                if (await ValidVariants.SendAsync(run, cancellationToken, delivery).ConfigureAwait(false) is { } finding)
                    return finding;
                await run.Effects.WaitForAsync(delivery, cancellationToken).ConfigureAwait(false);
            }

            sent.Add(second);
        }

        return sent.Count == 0
            ? ClauseFinding.NotExercised("No two events with effects may come to one entity.")
            : await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckOneKeyAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.Baseline.Effective.Where(run.Consumer.Schemas.Life.IsCreation))
        {
            if (!run.Consumer.Schemas.Events.Contains(name) || PayloadShapes.IdentityOf(run.Consumer.Schemas.Of(name).Fields) is not { Role: FieldRole.Key })
                continue;
            var first = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            var second = run.Deliveries.Valid(name, first.EntityId, values: 1) with { Note = "valid and signed, another with the key of one before" };
            if (await ValidVariants.SendAsync(run, cancellationToken, first, second).ConfigureAwait(false) is { } finding)
                return finding;

            sent.Add(second);
        }

        return sent.Count == 0
            ? ClauseFinding.NotExercised("No entity whose creation has an effect is known by a key alone.")
            : await Expectations.EffectsAsync(run, sent, 2, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckShortHashesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var kind in Enum.GetValues<DigestKind>())
        {
            var name = run.Baseline.Effective[0];
            var pair = SharedDigests.Find(run, name, kind);
            foreach (var delivery in pair)
                await run.CreateAsync(name, delivery.EntityId, cancellationToken).ConfigureAwait(false);
            foreach (var delivery in pair)
            {
                if (await ValidVariants.SendAsync(run, cancellationToken, delivery).ConfigureAwait(false) is { } finding)
                    return finding;
                sent.Add(delivery);
            }
        }

        return sent.Count == 0
            ? ClauseFinding.NotExercised("No two deliveries with such signatures were found.")
            : await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }
}
