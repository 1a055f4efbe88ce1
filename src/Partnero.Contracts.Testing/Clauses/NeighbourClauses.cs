using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That an event leaves what is stored of other entities alone, and takes nothing from another event at the same moment.</summary>
internal static class NeighbourClauses
{
    private const int AtOnce = 4;
    private const int Rounds = 5;

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "STATE-05",
            Title = "an event of one entity leaves all others as they are",
            Why = "A partner is deleted, and with it the transactions and rewards that are still to be paid or to be accounted for.",
            Source = "An event tells what became of one entity; what became of others has events of its own.",
            Remedy = "Key what is stored by kind and id; do not delete by cascade, and keep what refers to a deleted entity, with its id alone if need be.",
            Needs = [Capability.State],
            Check = CheckDeletionAsync,
        },
        new()
        {
            Id = "STATE-06",
            Title = "events of one entity at the same moment lose nothing",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "Two rewards or two updates of one partner come together: a consumer that reads, changes and writes back what it read loses one of them.",
            Source = "Deliveries are sent side by side: a payout approves a hundred rewards in a second.",
            Remedy = "Compare and add in the database (balance = balance + amount, … WHERE updated_at < @created_at), or take a lock or a row version on what is changed.",
            Needs = [Capability.State],
            Check = CheckTogetherAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckDeletionAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var isExercised = false;
        return await run.FirstAsync(entities.Families.SelectMany(family => entities.EndsOf(family).Select(end => (family, end))), end => FindTakenAsync(end.family, end.end)).ConfigureAwait(false)
            ?? (isExercised ? ClauseFinding.Kept : StateClauses.NotShown(run, "No deletion changes what is stored beside other entities."));

        async Task<ClauseFinding?> FindTakenAsync(string family, string end)
        {
            if (await entities.CreateAsync(family, run.Deliveries.Now - StoredEntities.Apart, cancellationToken).ConfigureAwait(false) is not { } deleted)
                return null;
            var others = new List<StoredEntity>();
            if (await entities.CreateAsync(family, run.Deliveries.Now - StoredEntities.Apart, cancellationToken).ConfigureAwait(false) is { } sibling)
                others.Add(sibling);
            foreach (var dependent in entities.Families.Where(other => other != family && Refers(run, entities.CreationOf(other), family)))
            {
                if (await run.Deliveries.Referring(family, deleted.Id, () => entities.CreateAsync(dependent, run.Deliveries.Now - StoredEntities.Apart, cancellationToken)).ConfigureAwait(false) is { } entity)
                    others.Add(entity);
            }

            foreach (var namesake in entities.Families.Where(other => other != family && HasTextId(run, entities.CreationOf(other))))
            {
                if (await entities.CreateAsync(namesake, run.Deliveries.Now - StoredEntities.Apart, cancellationToken, id: deleted.Id).ConfigureAwait(false) is not { } entity)
                    continue;
                others.Add(entity);
                await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
                var before = await run.State.FindAsync(family, deleted.Id, cancellationToken).ConfigureAwait(false);
                if (deleted.Shown.Any(field => !deleted.Marks.IsShown(before, field)))
                    return ClauseFinding.Broken(entities.At(entities.CreationOf(namesake), deleted.Id, run.Deliveries.Now, entity.Marks) with { Note = $"valid and signed, with the id of a {family}" }, $"{deleted.Name} as before, with {deleted.Marks.Say(deleted.Shown)}", before.ToString());
            }

            var delivery = entities.At(end, deleted.Id, run.Deliveries.Now, deleted.Marks);
            await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!(await entities.TryAsync(delivery, family, deleted.Id, state => !state.IsSame(deleted.State), cancellationToken).ConfigureAwait(false)).IsSo || others.Count == 0)
                return null;
            await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
            isExercised = true;
            foreach (var other in others)
            {
                var after = await run.State.FindAsync(other.Family, other.Id, cancellationToken).ConfigureAwait(false);
                if (other.Shown.Any(field => !other.Marks.IsShown(after, field)))
                    return ClauseFinding.Broken(delivery, $"{other.Name} as before, with {other.Marks.Say(other.Shown)}", after.ToString());
            }

            return null;
        }
    }

    private static async Task<ClauseFinding> CheckTogetherAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var sums = new StoredSums(run, entities);
        var isExercised = false;
        return await run.FirstAsync(await sums.FindAsync(cancellationToken).ConfigureAwait(false), FindLostAsync).ConfigureAwait(false)
            ?? await run.FirstAsync(entities.Families, FindOvertakenAsync).ConfigureAwait(false)
            ?? (isExercised ? ClauseFinding.KeptWith($"{AtOnce} at once, {Rounds} times.") : StateClauses.NotShown(run, "No event with effects updates what is stored, or adds to what is stored of another entity."));

        async Task<ClauseFinding?> FindOvertakenAsync(string family)
        {
            if (entities.UpdateOf(family) is not { } update || await entities.CreateAsync(family, run.Deliveries.Now - (2 * StoredEntities.Apart), cancellationToken).ConfigureAwait(false) is not { } entity)
                return null;

            // An update that never shows is told by STATE-01.
            var (_, _, shown, _) = await entities.UpdateAsync(entity, update, run.Deliveries.Now - StoredEntities.Apart, cancellationToken).ConfigureAwait(false);
            if (shown.Count == 0)
                return null;
            var others = await run.EachAsync(Enumerable.Range(1, Rounds - 1), round => entities.CreateAsync(family, run.Deliveries.Now - (2 * StoredEntities.Apart) - TimeSpan.FromSeconds(round), cancellationToken)).ConfigureAwait(false);
            var sent = new List<(StoredEntity Entity, WebhookDelivery Delivery, StateMarks Marks)>();
            foreach (var (round, one) in others.OfType<StoredEntity>().Prepend(entity).Index())
            {
                var marks = Enumerable.Range(0, AtOnce).Select(_ => StateMarks.New(run, update)).ToList();
                var last = (round + 1) % AtOnce;
                var together = marks.Select((mark, at) => entities.At(update, one.Id, entities.Before((round * (AtOnce + 1)) + (at == last ? 0 : AtOnce - at)), mark)).ToList();
                await run.SendAgainAsync(together, cancellationToken).ConfigureAwait(false);
                sent.Add((one, together[last] with { Note = $"valid and signed, the latest of {AtOnce} updates of the same {family} at the same moment" }, marks[last]));
            }

            await Task.WhenAll(sent.Select(one => run.State.WaitForAsync(family, one.Entity.Id, now => shown.All(field => one.Marks.IsShown(now, field)), cancellationToken))).ConfigureAwait(false);
            await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
            isExercised = true;
            foreach (var (one, delivery, latest) in sent)
            {
                var state = await run.State.FindAsync(family, one.Id, cancellationToken).ConfigureAwait(false);
                if (!shown.All(field => latest.IsShown(state, field)))
                    return ClauseFinding.Broken(delivery, $"{one.Name} with {latest.Say(shown)}", state.ToString());
            }

            return null;
        }

        async Task<ClauseFinding?> FindLostAsync(StoredSum sum)
        {
            for (var round = 1; round <= Rounds; round++)
            {
                (var together, sum) = await sums.PrepareAsync(sum, AtOnce, cancellationToken).ConfigureAwait(false);
                await run.SendAgainAsync(together, cancellationToken).ConfigureAwait(false);
                var (state, isSum) = await run.State.WaitForAsync(sum.Entity.Family, sum.Entity.Id, now => sum.HasGrown(AtOnce, now), cancellationToken).ConfigureAwait(false);
                if (!isSum)
                    return ClauseFinding.Broken(together[0] with { Note = $"valid and signed, with {AtOnce - 1} others of the same {sum.Entity.Family} at the same moment" }, $"{sum.Entity.Name} with each of {AtOnce} added to {sum.Say()}", $"{state}, in round {round} of {Rounds}");
                sum = sum with { State = state };
                isExercised = true;
            }

            return null;
        }
    }

    private static bool HasTextId(ClauseRun run, string name) => PayloadShapes.IdentityTypes(run.Consumer.Schemas, name).Seen == JsonTypes.String;

    /// <summary>Whether the payload of an event names an entity of a kind.</summary>
    public static bool Refers(ClauseRun run, string eventName, string family) =>
        PayloadShapes.FieldsOf(run.Consumer.Schemas, eventName, FieldRole.Reference).Any(field => field.RefersTo == family);
}
