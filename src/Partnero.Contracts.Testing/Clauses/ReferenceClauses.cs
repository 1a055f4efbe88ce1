using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That what one entity's events say of another neither comes before that one's own, nor is taken for it.</summary>
internal static class ReferenceClauses
{
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "STATE-07",
            Title = "a creation is stored, also where another event named the entity before",
            Why = "A transaction names a partner, and a consumer that makes an empty partner of that takes the creation for one that it has: the partner never has a name or an address.",
            Source = "The outgoing-webhooks guide: a failed delivery is sent again, up to two hours later. What refers to the entity may come meanwhile.",
            Remedy = "Give what a reference makes no time of its own, and let the creation fill it.",
            Needs = [Capability.State],
            Check = CheckReferenceAsync,
        },
        new()
        {
            Id = "STATE-08",
            Title = "takes an entity with the e-mail address of one that was deleted",
            Why = "A partner leaves and signs up again: a unique column that still holds the address refuses the new one at each attempt, or takes it for the old.",
            Source = "An entity is known by its id. That an e-mail address is of one entity for ever, no source says.",
            Remedy = "Have no unique e-mail address, or one among those alone that are not deleted; find entities by their id.",
            Needs = [Capability.Effects],
            Check = CheckAddressAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckReferenceAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var sums = new StoredSums(run, entities);
        var isExercised = false;
        var named = entities.Families.SelectMany(family => entities.Families
            .Where(other => other != family && NeighbourClauses.Refers(run, entities.CreationOf(other), family))
            .Select(other => (family, Referring: entities.CreationOf(other))));
        return await run.FirstAsync(named, one => FindIgnoredAsync(one.family, one.Referring)).ConfigureAwait(false)
            ?? await run.FirstAsync(await sums.FindAsync(cancellationToken).ConfigureAwait(false), FindUncountedAsync).ConfigureAwait(false)
            ?? (isExercised ? ClauseFinding.Kept : StateClauses.NotShown(run, "Nothing that is stored is named by an event of another kind."));

        // What an event adds to an entity that comes after it is there once it has come.
        async Task<ClauseFinding?> FindUncountedAsync(StoredSum sum)
        {
            var (family, id) = (sum.Entity.Family, run.Deliveries.NewId(entities.CreationOf(sum.Entity.Family)));
            var (deliveries, _) = await sums.PrepareAsync(sum with { Entity = sum.Entity with { Id = id } }, 1, cancellationToken).ConfigureAwait(false);
            if (!(await run.SendAsync(deliveries[0], cancellationToken).ConfigureAwait(false)).IsAccepted)
                return null;
            if (run.Baseline.Effective.Contains(deliveries[0].Event))
                await run.Effects.WaitForAsync(deliveries[0], cancellationToken).ConfigureAwait(false);
            var creation = entities.CreationOf(family);
            await run.SendUsualAsync(entities.At(creation, id, entities.Before(2) - StoredEntities.Apart, StateMarks.New(run, creation)), cancellationToken).ConfigureAwait(false);
            var (state, isCounted) = await run.State.WaitForAsync(family, id, sum.IsFirst, cancellationToken).ConfigureAwait(false);
            isExercised = true;
            return isCounted ? null : ClauseFinding.Broken(deliveries[0] with { Note = $"valid and signed, of a {family} whose creation came after it" }, $"{family} {id} with {sum.SayFirst()}", state.ToString());
        }

        async Task<ClauseFinding?> FindIgnoredAsync(string family, string referring)
        {
            // What a creation shows that comes first.
            if (!run.Consumer.Schemas.Life.IsCreation(entities.CreationOf(family))
                || await entities.CreateAsync(family, run.Deliveries.Now - StoredEntities.Apart, cancellationToken).ConfigureAwait(false) is not { } known)
                return null;
            var (creation, now) = (entities.CreationOf(family), entities.Before(1));
            var (id, marks) = (run.Deliveries.NewId(creation), StateMarks.New(run, creation));
            var reference = run.Deliveries.Referring(family, id, () => entities.At(referring, run.Deliveries.NewId(referring), now, StateMarks.New(run, referring)));
            if (!(await run.SendAsync(reference, cancellationToken).ConfigureAwait(false)).IsAccepted)
                return null;
            if (run.Baseline.Effective.Contains(referring))
                await run.Effects.WaitForAsync(reference, cancellationToken).ConfigureAwait(false);
            var delivery = entities.At(creation, id, now - StoredEntities.Apart, marks) with { Note = $"valid and signed, dispatched before a {referring} that names the entity and came earlier" };
            var answer = await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!answer.IsAccepted)
                return await run.Blame.IsPassingAsync(delivery, answer, cancellationToken).ConfigureAwait(false) ? null : ClauseFinding.Broken(delivery, "a 2xx", answer);
            var (state, isStored) = await run.State.WaitForAsync(family, id, after => known.Shown.Any(field => marks.IsShown(after, field)), cancellationToken).ConfigureAwait(false);
            isExercised = true;
            return isStored ? null : ClauseFinding.Broken(delivery, $"{family} {id} with {marks.Say(known.Shown)}", state.ToString());
        }
    }

    private static async Task<ClauseFinding> CheckAddressAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var isExercised = false;
        var ends = entities.Families.SelectMany(family => entities.EndsOf(family).Select(end => (Creation: entities.CreationOf(family), End: end)))
            .Where(one => run.Consumer.Sender.Events.IsDeletion(one.End) && run.Consumer.Schemas.Life.IsCreation(one.Creation) && run.Baseline.Effective.Contains(one.Creation) && run.Baseline.Effective.Contains(one.End));
        return await run.FirstAsync(ends, one => FindRefusedAsync(one.Creation, one.End)).ConfigureAwait(false)
            ?? (isExercised ? ClauseFinding.Kept : ClauseFinding.NotExercised("No event with effects creates an entity with an e-mail address that another deletes."));

        async Task<ClauseFinding?> FindRefusedAsync(string creation, string end)
        {
            var first = run.Deliveries.Valid(creation);
            if (AddressOf(run, creation) is not { } email || first.Data[email] is not PhpString address)
                return null;
            await run.SendUsualAsync(first, cancellationToken).ConfigureAwait(false);
            await run.SendUsualAsync(run.Deliveries.Valid(end, first.EntityId), cancellationToken).ConfigureAwait(false);
            await run.SettleAsync(cancellationToken).ConfigureAwait(false);
            var marks = StateMarks.New(run, creation);
            var second = run.Deliveries.Valid(creation, change: data => marks.Apply(data.With(email, address))) with { Note = $"valid and signed, with the e-mail address of one that a {end} came for" };
            isExercised = true;
            if (await ValidVariants.SendAsync(run, cancellationToken, second).ConfigureAwait(false) is { } refused)
                return refused;
            if (await ValidVariants.ExpectEffectsAsync(run, [second], cancellationToken).ConfigureAwait(false) is { Kind: FindingKind.Broken } lost)
                return lost;
            var family = run.Consumer.Sender.Events.Family(creation);
            if (run.Consumer.State is null || await entities.CreateAsync(family, entities.Before(1), cancellationToken).ConfigureAwait(false) is not { Shown: var shown })
                return null;
            var (state, isStored) = await run.State.WaitForAsync(family, second.EntityId, now => shown.Any(field => marks.IsShown(now, field)), cancellationToken).ConfigureAwait(false);
            return isStored ? null : ClauseFinding.Broken(second, $"{second.EntityId} with {marks.Say(shown)}", state.ToString());
        }
    }

    /// <summary>An event that was dispatched before an update of the entity which it names, and comes after it with an older e-mail address.</summary>
    public static Task<ClauseFinding?> FindOlderAddressAsync(ClauseRun run, StoredEntities entities, string family, string update, CancellationToken cancellationToken) => run.FirstAsync(
        ReferringTo(run, entities, family),
        referring => FindOlderAddressAsync(run, entities, family, update, referring, cancellationToken));

    private static async Task<ClauseFinding?> FindOlderAddressAsync(ClauseRun run, StoredEntities entities, string family, string update, string referring, CancellationToken cancellationToken)
    {
        var now = entities.Before(1);
        if (await entities.CreateAsync(family, now - (2 * StoredEntities.Apart), cancellationToken).ConfigureAwait(false) is not { } entity)
            return null;
        var delivery = entities.At(update, entity.Id, now, StateMarks.New(run, update));
        if (AddressOf(run, update) is not { } email || delivery.Data[email] is not PhpString address)
            return null;
        await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        if (!(await entities.TryAsync(delivery, family, entity.Id, state => state.Shows(address.ToString()), cancellationToken).ConfigureAwait(false)).IsSo)
            return null;
        var fields = PayloadShapes.FieldsOf(run.Consumer.Schemas, referring, FieldRole.Reference).Where(field => field.RefersTo == family).Select(field => field.Name);
        var late = run.Deliveries.Referring(family, entity.Id, () => entities.At(
            referring,
            run.Deliveries.NewId(referring),
            now - StoredEntities.Apart,
            StateMarks.New(run, referring),
            change: data => fields.Aggregate(data, (changed, field) => changed[field] is PhpArray reference && reference[email] is not null ? changed.With(field, reference.With(email, "older." + address)) : changed)));
        await run.SendAsync(late, cancellationToken).ConfigureAwait(false);
        await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
        var after = await run.State.FindAsync(family, entity.Id, cancellationToken).ConfigureAwait(false);
        return after.Shows(address.ToString()) && !after.Shows("older." + address) ? null
            : ClauseFinding.Broken(late with { Note = $"valid and signed, dispatched before an update of the {family} that it names, and with an older e-mail address of it" }, $"{entity.Name} still with {email} {address}", after.ToString());
    }

    /// <summary>An event that names an entity which was deleted, such as a reward that is still paid to a partner who left.</summary>
    public static async Task<ClauseFinding?> FindRevivedAsync(ClauseRun run, StoredEntities entities, StoredEntity deleted, StoredState gone, CancellationToken cancellationToken)
    {
        // Where a flag is all that a deletion leaves, what is shown of the entity says nothing.
        foreach (var referring in gone.IsNone ? ReferringTo(run, entities, deleted.Family) : [])
        {
            var named = run.Deliveries.Referring(deleted.Family, deleted.Id, () => entities.At(referring, run.Deliveries.NewId(referring), run.Deliveries.Now, StateMarks.New(run, referring)));
            await run.SendAsync(named, cancellationToken).ConfigureAwait(false);
            await entities.SettleAsync(deleted.Family, cancellationToken).ConfigureAwait(false);
            var after = await run.State.FindAsync(deleted.Family, deleted.Id, cancellationToken).ConfigureAwait(false);

            // An empty entity under the same id is no more than a reference says.
            if (deleted.Shown.Any(field => deleted.Marks.IsShown(after, field)))
                return ClauseFinding.Broken(named with { Note = $"valid and signed, names a {deleted.Family} that was deleted" }, $"{deleted.Name} as before: {gone}", after.ToString());
        }

        return null;
    }

    private static IEnumerable<string> ReferringTo(ClauseRun run, StoredEntities entities, string family) =>
        entities.Families.Select(entities.CreationOf).Where(name => run.Consumer.Sender.Events.Family(name) != family && NeighbourClauses.Refers(run, name, family));

    private static string? AddressOf(ClauseRun run, string name) => run.Consumer.Schemas.Events.Contains(name)
        ? run.Consumer.Schemas.Of(name).Fields.FirstOrDefault(field => field.Schema.IsUsual && field.Schema.Target().Format == "email")?.Name
        : null;
}
