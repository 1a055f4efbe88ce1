using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That what is stored of an entity is what its latest event said.</summary>
internal static class StateClauses
{
    /// <summary>The source of what is said of what is stored.</summary>
    public const string AsItIs = "The outgoing-webhooks guide: data holds the entity as it is after the event, and created_at is when the event was dispatched.";

    private const string Unseen = "Nothing of what the consumer stores shows the names and amounts of the entities that were created. Have WebhookConsumer.State answer with them, under any names.";
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        StoredChangeClauses.Change,
        new()
        {
            Id = "STATE-02",
            Title = "an older state does not take the place of a newer one",
            Why = "An update that failed comes again after a later one: whoever stores what came last stores what was true before.",
            Source = AsItIs + " A retry comes up to two hours later, and later events overtake it.",
            Remedy = "Keep the created_at of what is stored, as an instant and not as local time, and leave what is older alone: acknowledge it, and write nothing.",
            Needs = [Capability.State],
            Check = CheckOrderAsync,
        },
        new()
        {
            Id = "STATE-03",
            Title = "a late update brings nothing back that was deleted",
            Why = "An update that comes after the deletion creates the entity again, and it is paid, mailed or counted once more.",
            Source = AsItIs + " A retry of an update may come after the deletion.",
            Remedy = "Keep a mark of what was deleted, with its time; acknowledge an older update of it, and write nothing.",
            Needs = [Capability.State],
            Check = CheckDeletedAsync,
        },
        new()
        {
            Id = "STATE-04",
            Title = "a field that an update leaves out stays as it was",
            Why = "Sources show payloads with fewer fields than others: a consumer that writes what is absent as null loses what it had.",
            Source = "The API overview's example of a webhook has fewer fields than the guide's.",
            Remedy = "Write the fields that came, and leave the others as they are.",
            Needs = [Capability.State],
            Check = CheckAbsentAsync,
        },
        .. NeighbourClauses.All,
        .. ReferenceClauses.All,
    ];

    /// <summary>What no kind of entity was stored for.</summary>
    public static ClauseFinding NotShown(ClauseRun run, string otherwise) =>
        ClauseFinding.NotExercised(run.State.Shown.Values.All(fields => fields.Count == 0) ? Unseen : otherwise);

    private static async Task<ClauseFinding> CheckOrderAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var isExercised = false;
        return await run.FirstAsync(entities.Families, FindOlderAsync).ConfigureAwait(false)
            ?? await run.FirstAsync(entities.Families.SelectMany(family => LateStations(run, entities, family).Index()), FindLateAsync).ConfigureAwait(false)
            ?? (isExercised ? ClauseFinding.Kept : NotShown(run, "No event that is known to take effect updates what is stored."));

        async Task<ClauseFinding?> FindLateAsync((int Index, (string Family, string Station, string Newer) Item) one)
        {
            var (family, station, newer) = one.Item;
            var now = entities.Before(one.Index);
            if (await entities.CreateAsync(family, now - (2 * StoredEntities.Apart), cancellationToken).ConfigureAwait(false) is not { } entity)
                return null;
            var (_, marks, shown, _) = await entities.UpdateAsync(entity, newer, now, cancellationToken).ConfigureAwait(false);
            if (shown.Count == 0)
                return null;
            var lateMarks = StateMarks.New(run, station);
            var late = entities.At(station, entity.Id, now - StoredEntities.Apart, lateMarks) with { Note = $"valid and signed, dispatched {StoredEntities.Apart.TotalSeconds:0} s before a {newer} of the same entity that came earlier" };
            await run.RetryAsync(late, cancellationToken).ConfigureAwait(false);
            await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
            var after = await run.State.FindAsync(family, entity.Id, cancellationToken).ConfigureAwait(false);
            isExercised = true;
            return shown.Any(field => lateMarks.IsShown(after, field) || !marks.IsShown(after, field)) ? ClauseFinding.Broken(late, $"{entity.Name} as before, with {marks.Say(shown)}", after.ToString()) : null;
        }

        async Task<ClauseFinding?> FindOlderAsync(string family)
        {
            if (entities.UpdateOf(family) is not { } update)
                return null;

            // First at any time; then where local times mislead, in the consumer's zone and in others; then close together.
            var moments = Moments(run.Deliveries.Now).ToList();
            var (finding, isShown) = await FindAtAsync(run, entities, family, update, moments[0], cancellationToken).ConfigureAwait(false);
            if (finding is not null)
                return finding;
            isExercised |= isShown;

            // An update that never shows is told by STATE-01.
            var cases = isShown ? moments.Skip(1).Select(moment => (Func<Task<ClauseFinding?>>)(async () => (await FindAtAsync(run, entities, family, update, moment, cancellationToken).ConfigureAwait(false)).Finding)) : [];
            return await run.FirstAsync(
                cases.Append(() => FindOverwrittenAsync(run, entities, family, update, cancellationToken)).Append(() => ReferenceClauses.FindOlderAddressAsync(run, entities, family, update, cancellationToken)),
                check => check()).ConfigureAwait(false);
        }
    }

    /// <summary>The events in the middle of an entity's life, each with one that may come after it: an update, or else the last of them.</summary>
    private static IEnumerable<(string Family, string Station, string Newer)> LateStations(ClauseRun run, StoredEntities entities, string family)
    {
        var stations = run.Consumer.Schemas.Life.InOrder(StoredChangeClauses.StationsOf(run, family));
        return (entities.UpdateOf(family) ?? (stations is [.., var last] ? last : null)) is { } newer ? stations.Where(station => station != newer).Select(station => (family, station, newer)) : [];
    }

    /// <summary>An older update that comes after a newer one, at some moment.</summary>
    /// <returns>What is found, and whether the newer one shows at all.</returns>
    private static async Task<(ClauseFinding? Finding, bool IsShown)> FindAtAsync(
        ClauseRun run, StoredEntities entities, string family, string update, (DateTimeOffset Created, DateTimeOffset Older, DateTimeOffset Newer, string? When) moment, CancellationToken cancellationToken)
    {
        var (created, older, newer, when) = moment;
        if (await entities.CreateAsync(family, created, cancellationToken, mayBeRefused: when is not null).ConfigureAwait(false) is not { } entity)
            return (null, false);
        var (delivery, marks, shown, state) = await entities.UpdateAsync(entity, update, newer, cancellationToken).ConfigureAwait(false);
        if (shown.Count == 0)
        {
            return (when is null ? null : ClauseFinding.Broken(
                delivery with { Note = $"valid and signed, dispatched at {newer:O}, after the creation at {created:O}: {when}" }, $"{entity.Name} with {marks.Say(entity.Shown)}", state.ToString()), false);
        }

        if (older == created)
            return (null, true);
        var lateMarks = StateMarks.New(run, update);
        var late = entities.At(update, entity.Id, older, lateMarks) with { Note = $"valid and signed, dispatched {(newer - older).TotalSeconds:0} s before an update of the same entity that came earlier" };
        await run.RetryAsync(late, cancellationToken).ConfigureAwait(false);
        await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
        var after = await run.State.FindAsync(family, entity.Id, cancellationToken).ConfigureAwait(false);
        return (shown.Any(field => lateMarks.IsShown(after, field) || !marks.IsShown(after, field)) ? ClauseFinding.Broken(late, $"{entity.Name} as before, with {marks.Say(shown)}", after.ToString()) : null, true);
    }

    /// <summary>A creation whose first attempt failed, and that comes after an update of the same entity, where the consumer stores what the update says.</summary>
    private static async Task<ClauseFinding?> FindOverwrittenAsync(ClauseRun run, StoredEntities entities, string family, string update, CancellationToken cancellationToken)
    {
        var creation = entities.CreationOf(family);
        if (creation == update || !run.State.Shown.TryGetValue(family, out var fields) || fields.Count == 0)
            return null;
        var (id, marks) = (run.Deliveries.NewId(creation), StateMarks.New(run, update));
        var delivery = entities.At(update, id, run.Deliveries.Now, marks);
        if (!(await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false)).IsAccepted)
            return null;
        var (state, isShown) = await entities.TryAsync(delivery, family, id, now => fields.Any(field => marks.IsShown(now, field)), cancellationToken).ConfigureAwait(false);
        if (!isShown)
            return null;
        IReadOnlyList<string> shown = [.. fields.Where(field => marks.IsShown(state, field))];
        var late = entities.At(creation, id, run.Deliveries.Now - StoredEntities.Apart, StateMarks.New(run, creation)) with { Note = $"valid and signed, the creation of an entity of which an update came before: its first attempt may have failed" };
        await run.RetryAsync(late, cancellationToken).ConfigureAwait(false);
        await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
        var after = await run.State.FindAsync(family, id, cancellationToken).ConfigureAwait(false);
        return shown.All(field => marks.IsShown(after, field)) ? null : ClauseFinding.Broken(late, $"{family} {id} as before, with {marks.Say(shown)}", after.ToString());
    }

    /// <summary>When an entity is created, when an older and a newer update of it are dispatched, and what a consumer may think of these times. Of those that are close together, there is no older update.</summary>
    private static IEnumerable<(DateTimeOffset Created, DateTimeOffset Older, DateTimeOffset Newer, string? When)> Moments(DateTimeOffset now)
    {
        yield return (now - (2 * StoredEntities.Apart), now - StoredEntities.Apart, now, null);
        foreach (var back in ClockChanges.LastBack(now))
            yield return (back - TimeSpan.FromMinutes(10) - StoredEntities.Apart, back - TimeSpan.FromMinutes(10), back + TimeSpan.FromMinutes(10), "clocks were put back between the two");
        foreach (var missing in ClockChanges.LastMissing(now))
            yield return (missing + TimeSpan.FromMinutes(50) - StoredEntities.Apart, missing + TimeSpan.FromMinutes(50), missing + TimeSpan.FromMinutes(70), "as local times, the earlier of the two does not exist");
        var second = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Offset) - StoredEntities.Apart;
        yield return (second, second, second + TimeSpan.FromMilliseconds(400), "in the same second");
        yield return (second, second, second + TimeSpan.FromMicroseconds(400), "in the same millisecond");
    }

    private static async Task<ClauseFinding> CheckDeletedAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var isExercised = false;
        return await run.FirstAsync(entities.Families.SelectMany(family => entities.EndsOf(family).Select(end => (family, end))), end => FindRevivedAsync(end.family, end.end)).ConfigureAwait(false)
            ?? (isExercised ? ClauseFinding.Kept : NotShown(run, "No deletion changes what is stored of an entity that can be updated."));

        async Task<ClauseFinding?> FindRevivedAsync(string family, string end)
        {
            var now = run.Deliveries.Now;
            if (entities.UpdateOf(family) is not { } update || await entities.CreateAsync(family, now - (2 * StoredEntities.Apart), cancellationToken).ConfigureAwait(false) is not { } entity)
                return null;
            var ending = entities.At(end, entity.Id, now, entity.Marks);
            await run.SendUsualAsync(ending, cancellationToken).ConfigureAwait(false);
            var (deleted, isDeleted) = await entities.TryAsync(ending, family, entity.Id, state => !state.IsSame(entity.State), cancellationToken).ConfigureAwait(false);
            if (!isDeleted)
                return null;
            var marks = StateMarks.New(run, update);
            var late = entities.At(update, entity.Id, now - StoredEntities.Apart, marks) with { Note = $"valid and signed, dispatched before the {end} of the same entity that came earlier" };
            var answer = await run.RetryAsync(late, cancellationToken).ConfigureAwait(false);
            if (!answer.IsAccepted && !await run.Blame.IsPassingAsync(late, answer, cancellationToken).ConfigureAwait(false))
                return ClauseFinding.Broken(late, "a 2xx, for no later attempt can succeed", answer);
            await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
            var after = await run.State.FindAsync(family, entity.Id, cancellationToken).ConfigureAwait(false);
            isExercised = true;
            return (deleted.IsNone && !after.IsNone) || marks.Fields.Any(field => marks.IsShown(after, field))
                ? ClauseFinding.Broken(late, $"{entity.Name} as before: {deleted}", after.ToString())
                : await ReferenceClauses.FindRevivedAsync(run, entities, entity, deleted, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ClauseFinding> CheckAbsentAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var isExercised = false;
        var fields = entities.Families.SelectMany(family => entities.UpdateOf(family) is { } update ? OptionalMarks(run, update).Select(field => (family, update, field)) : []);
        if (await run.FirstAsync(fields, field => FindWipedAsync(field.family, field.update, field.field)).ConfigureAwait(false) is { } wiped)
            return wiped;

        // What other events have added up is left out by every update.
        var sums = new StoredSums(run, entities);
        return await run.FirstAsync(await sums.FindAsync(cancellationToken).ConfigureAwait(false), FindResetAsync).ConfigureAwait(false)
            ?? (isExercised ? ClauseFinding.Kept : NotShown(run, "No entity that can be updated shows two names or amounts, of which one could stay away."));

        async Task<ClauseFinding?> FindResetAsync(StoredSum sum)
        {
            if (entities.UpdateOf(sum.Entity.Family) is not { } update)
                return null;
            var (delivery, _, shown, _) = await entities.UpdateAsync(sum.Entity, update, run.Deliveries.Now, cancellationToken).ConfigureAwait(false);
            if (shown.Count == 0)
                return null;
            var after = await sums.SettledAsync(sum, cancellationToken).ConfigureAwait(false);
            isExercised = true;
            return sum.HasFallen(after)
                ? ClauseFinding.Broken(delivery with { Note = $"valid and signed, after events of others that added to {sum.Entity.Name}" }, $"{sum.Entity.Name} still with {sum.Say()}", after.ToString())
                : null;
        }

        async Task<ClauseFinding?> FindWipedAsync(string family, string update, string field)
        {
            // Where nothing else is stored, nothing would show that the update was applied.
            if (await entities.CreateAsync(family, run.Deliveries.Now - StoredEntities.Apart, cancellationToken).ConfigureAwait(false) is not { } entity || !entity.Shown.Contains(field) || entity.Shown.Count == 1)
                return null;
            var (delivery, _, shown, _) = await entities.UpdateAsync(entity, update, run.Deliveries.Now, cancellationToken, without: field).ConfigureAwait(false);

            // What shows nothing of the update at all is told by STATE-01.
            if (shown.Count == 0)
                return null;
            await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
            var after = await run.State.FindAsync(family, entity.Id, cancellationToken).ConfigureAwait(false);
            isExercised = true;
            return entity.Marks.IsShown(after, field) ? null
                : ClauseFinding.Broken(delivery with { Note = $"valid and signed, without {field}" }, $"{entity.Name} still with {entity.Marks.Say([field])}", after.ToString());
        }
    }

    private static IEnumerable<string> OptionalMarks(ClauseRun run, string update) =>
        StateMarks.New(run, update).Fields.Intersect(PayloadShapes.OptionalFields(run.Consumer.Schemas, update).Select(field => field.Name));
}
