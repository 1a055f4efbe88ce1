using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That what is stored of an entity follows each event of it.</summary>
internal static class StoredChangeClauses
{
    private const string NoUpdates = "No event that is known to take effect updates what is stored.";

    public static WebhookClause Change { get; } = new()
    {
        Id = "STATE-01",
        Title = "an update that takes effect changes what is stored",
        Why = "A consumer that looks for the entity under the wrong key, or that lets stay what it once approved, notes that it handled the update, and stores nothing of it.",
        Source = StateClauses.AsItIs,
        Remedy = "Find the entity by the id that its creation had, see to it that a row was changed, and store what the event says, whatever was there before.",
        Needs = [Capability.State],
        Check = CheckChangeAsync,
    };

    /// <summary>The events in the middle of an entity's life, such as <c>partner.approved</c>: what comes after them is an update as any other.</summary>
    public static IEnumerable<string> StationsOf(ClauseRun run, string family) => run.Baseline.Effective.Where(name =>
        run.Consumer.Sender.Events.Family(name) == family && !run.Consumer.Schemas.Life.IsCreation(name) && !run.Consumer.Schemas.Life.IsEnd(name) && !run.Consumer.Sender.Events.IsUpdate(name));

    private static async Task<ClauseFinding> CheckChangeAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var isExercised = false;
        IEnumerable<Func<Task<ClauseFinding?>>> cases =
        [
            .. entities.Families.Select(family => (Func<Task<ClauseFinding?>>)(() => FindUnchangedAsync(family))),
            .. entities.Families.SelectMany(family => entities.EndsOf(family).Where(run.Baseline.Effective.Contains).Select(end => (Func<Task<ClauseFinding?>>)(() => FindUnendedAsync(family, end)))),
            .. entities.Families.SelectMany(family => StationsOf(run, family).Select((station, index) => (Func<Task<ClauseFinding?>>)(() => FindStuckAsync(run, entities, family, station, entities.Before(index), cancellationToken)))),
            .. entities.Families.SelectMany(family => entities.UpdateOf(family) is { } update ? CodesOf(run, family, update).Select(code => (Func<Task<ClauseFinding?>>)(() => FindOneWayAsync(run, entities, family, update, code, cancellationToken))) : []),
        ];
        return await run.FirstAsync(cases, find => find()).ConfigureAwait(false)
            ?? (isExercised ? ClauseFinding.Kept : StateClauses.NotShown(run, NoUpdates));

        async Task<ClauseFinding?> FindUnchangedAsync(string family)
        {
            if (entities.UpdateOf(family) is not { } update || await entities.CreateAsync(family, run.Deliveries.Now - StoredEntities.Apart, cancellationToken).ConfigureAwait(false) is not { } entity)
                return null;
            var (delivery, marks, shown, state) = await entities.UpdateAsync(entity, update, run.Deliveries.Now, cancellationToken).ConfigureAwait(false);
            isExercised = true;
            return shown.Count > 0 ? null : ClauseFinding.Broken(delivery, $"{entity.Name} with {marks.Say(entity.Shown)}", state.ToString());
        }

        async Task<ClauseFinding?> FindUnendedAsync(string family, string end)
        {
            if (await entities.CreateAsync(family, run.Deliveries.Now - StoredEntities.Apart, cancellationToken).ConfigureAwait(false) is not { } entity)
                return null;
            var ending = entities.At(end, entity.Id, run.Deliveries.Now, entity.Marks) with { Note = "valid and signed, of an entity that is stored" };
            await run.SendUsualAsync(ending, cancellationToken).ConfigureAwait(false);
            var (state, isChanged) = await run.State.WaitForAsync(family, entity.Id, now => !now.IsSame(entity.State), cancellationToken).ConfigureAwait(false);
            isExercised = true;
            return isChanged ? null : ClauseFinding.Broken(ending, $"{entity.Name} gone, or marked as deleted", $"{state}, as before");
        }
    }

    /// <summary>An update after an event that does not end the entity's life. Whoever ignores it does so on purpose; whoever applies it stores it.</summary>
    private static async Task<ClauseFinding?> FindStuckAsync(ClauseRun run, StoredEntities entities, string family, string station, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (entities.UpdateOf(family) is not { } update || await entities.CreateAsync(family, now - (2 * StoredEntities.Apart), cancellationToken).ConfigureAwait(false) is not { } entity)
            return null;
        await run.SendUsualAsync(entities.At(station, entity.Id, now - StoredEntities.Apart, entity.Marks), cancellationToken).ConfigureAwait(false);
        var marks = StateMarks.New(run, update);
        var delivery = entities.At(update, entity.Id, now, marks) with { Note = $"valid and signed, after the {station} of the same entity" };
        await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        var (state, isStored) = await entities.TryAsync(delivery, family, entity.Id, after => entity.Shown.Any(field => marks.IsShown(after, field)), cancellationToken).ConfigureAwait(false);
        return isStored || await IsIgnoredAsync(run, delivery, cancellationToken).ConfigureAwait(false)
            ? null
            : ClauseFinding.Broken(delivery, $"{entity.Name} with {marks.Say(entity.Shown)}", state.ToString());
    }

    /// <summary>A value that an update stores where one other was before it, and not where another was.</summary>
    private static async Task<ClauseFinding?> FindOneWayAsync(ClauseRun run, StoredEntities entities, string family, string update, (string Field, string[] Values) code, CancellationToken cancellationToken)
    {
        var (field, values) = code;
        var pairs = values.SelectMany(before => values.Where(value => value != before).Select(value => (before, value)));
        var tried = await run.EachAsync(pairs.Index(), async pair => (pair.Item.value, Finding: await TryAsync(pair.Index, pair.Item.before, pair.Item.value).ConfigureAwait(false))).ConfigureAwait(false);
        var stored = tried.Where(one => one.Finding == ClauseFinding.Kept).Select(one => one.value).ToHashSet();
        return tried.Where(one => one.Finding is { Kind: FindingKind.Broken } && stored.Contains(one.value)).Select(one => one.Finding).FirstOrDefault();

        // Kept where it is stored, and null where nothing can be said.
        async Task<ClauseFinding?> TryAsync(int index, string before, string value)
        {
            PhpArray With(PhpArray data, string text) => data[field] is null ? data : data.With(field, text);
            var now = entities.Before(index);
            var entity = await entities.CreateAsync(family, now - StoredEntities.Apart, cancellationToken, change: data => With(data, before)).ConfigureAwait(false);

            // What is not stored as it is called, nothing can be said of.
            if (entity?.State.Holds(before) != true)
                return null;
            var delivery = entities.At(update, entity.Id, now, entity.Marks, change: data => With(data, value)) with { Note = $"valid and signed, of a {family} whose {field} was {before}" };
            await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
            var (state, isStored) = await entities.TryAsync(delivery, family, entity.Id, after => after.Holds(value), cancellationToken).ConfigureAwait(false);
            return isStored ? ClauseFinding.Kept
                : await IsIgnoredAsync(run, delivery, cancellationToken).ConfigureAwait(false) ? null
                : ClauseFinding.Broken(delivery, $"{entity.Name} with {field} {value}, as after another {field}", state.ToString());
        }
    }

    /// <summary>Whether an event that takes effect has none this time: then it is left alone on purpose.</summary>
    private static async Task<bool> IsIgnoredAsync(ClauseRun run, WebhookDelivery delivery, CancellationToken cancellationToken) =>
        !run.Baseline.Effective.Contains(delivery.Event) || await run.Effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false) == 0;

    /// <summary>The fields of an update of which some values are known, with a few of these. A value that says that the entity's life is over is left out: it has an event of its own.</summary>
    private static IEnumerable<(string Field, string[] Values)> CodesOf(ClauseRun run, string family, string update)
    {
        foreach (var field in PayloadShapes.FieldsOf(run.Consumer.Schemas, update, FieldRole.Code))
        {
            string[] known = [.. PayloadShapes.KnownTexts(field).Where(value => !run.Consumer.Schemas.Life.IsEnd(run.Consumer.Sender.Events.Name(family, value)))];
            if (known.Length > 1)
                yield return (field.Name, [.. known.Take(2).Append(known[^1]).Distinct()]);
        }
    }
}
