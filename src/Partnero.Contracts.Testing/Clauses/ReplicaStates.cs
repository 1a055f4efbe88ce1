using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What is stored of an entity when its events come to several replicas in turn: what one of them holds in memory is old once another has written.</summary>
internal sealed class ReplicaStates(ClauseRun run, CancellationToken cancellationToken)
{
    private readonly StoredEntities _entities = new(run);
    private bool _isExercised;
    private string? _unseen;

    public async Task<ClauseFinding> CheckAsync()
    {
        var updates = _entities.Families.Select(family => (Family: family, Update: _entities.UpdateOf(family))).Where(one => one.Update is not null).Select(one => (one.Family, Update: one.Update!)).ToList();
        var sums = new StoredSums(run, _entities);
        var cases = updates.SelectMany(one => new Func<Task<ClauseFinding?>>[] { () => FindOlderAsync(one.Family, one.Update), () => FindPutBackAsync(one.Family, one.Update) });
        return await run.FirstAsync(cases, find => find()).ConfigureAwait(false)
            ?? await run.FirstAsync(await sums.FindAsync(cancellationToken).ConfigureAwait(false), sum => FindLostAsync(sums, sum)).ConfigureAwait(false)
            ?? (_unseen is not null ? ClauseFinding.NotExercised($"The other replica took {_unseen}, and WebhookConsumer.State never showed it: have the probe read the store, and not what the process holds in memory.")
                : _isExercised ? ClauseFinding.Kept : StateClauses.NotShown(run, "No event that is known to take effect updates what is stored, or adds to it."));
    }

    /// <summary>An older update comes to a replica that has not seen the newer one.</summary>
    private async Task<ClauseFinding?> FindOlderAsync(string family, string update)
    {
        if (await CreateAsync(family, 2) is not { } entity || await UpdateThereAsync(entity, update, run.Deliveries.Now).ConfigureAwait(false) is not var (marks, shown))
            return null;
        var late = _entities.At(update, entity.Id, run.Deliveries.Now - StoredEntities.Apart, StateMarks.New(run, update)) with { Note = "valid and signed, dispatched before an update of the same entity that the other replica took" };
        return await FindChangedAsync(entity, late, marks, shown).ConfigureAwait(false);
    }

    /// <summary>An update that leaves a field out comes to a replica that has not seen what the other one stored in it.</summary>
    private async Task<ClauseFinding?> FindPutBackAsync(string family, string update)
    {
        var optional = PayloadShapes.OptionalFields(run.Consumer.Schemas, update).Select(field => field.Name).ToHashSet();
        if (await CreateAsync(family, 2) is not { Shown.Count: > 1 } entity
            || await UpdateThereAsync(entity, update, run.Deliveries.Now - StoredEntities.Apart).ConfigureAwait(false) is not var (marks, shown)
            || shown.FirstOrDefault(optional.Contains) is not { } field)
            return null;
        var later = _entities.At(update, entity.Id, run.Deliveries.Now, StateMarks.New(run, update), field) with { Note = $"valid and signed, without {field}, after an update that the other replica took" };
        return await FindChangedAsync(entity, later, marks, [field]).ConfigureAwait(false);
    }

    /// <summary>What adds to a number comes to one replica, and then to the other.</summary>
    private async Task<ClauseFinding?> FindLostAsync(StoredSums sums, StoredSum sum)
    {
        (var deliveries, sum) = await sums.PrepareAsync(sum, 2, cancellationToken).ConfigureAwait(false);
        var last = deliveries[1] with { Note = $"valid and signed, after another of the same {sum.Entity.Family} that the other replica took" };
        await run.SendUsualAsync(ScaleClauses.ToReplica(run, deliveries[0]), cancellationToken).ConfigureAwait(false);
        if (!(await run.State.WaitForAsync(sum.Entity.Family, sum.Entity.Id, now => sum.HasGrown(1, now), cancellationToken).ConfigureAwait(false)).IsSo)
            return null;
        await run.SendUsualAsync(last, cancellationToken).ConfigureAwait(false);
        var (state, isSum) = await run.State.WaitForAsync(sum.Entity.Family, sum.Entity.Id, now => sum.HasGrown(2, now), cancellationToken).ConfigureAwait(false);
        _isExercised = true;
        return isSum ? null : ClauseFinding.Broken(last, $"{sum.Entity.Name} with each of 2 added to {sum.Say()}", state.ToString());
    }

    private Task<StoredEntity?> CreateAsync(string family, int ago) => _entities.CreateAsync(family, run.Deliveries.Now - (ago * StoredEntities.Apart), cancellationToken);

    /// <summary>Has the other replica take an update.</summary>
    /// <returns>What it can be recognised by; null where nothing shows it.</returns>
    private async Task<(StateMarks Marks, IReadOnlyList<string> Shown)?> UpdateThereAsync(StoredEntity entity, string update, DateTimeOffset at)
    {
        var marks = StateMarks.New(run, update);
        var delivery = ScaleClauses.ToReplica(run, _entities.At(update, entity.Id, at, marks));
        await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        var (state, isStored) = await run.State.WaitForAsync(entity.Family, entity.Id, now => entity.Shown.Any(field => marks.IsShown(now, field)), cancellationToken).ConfigureAwait(false);
        if (isStored)
            return (marks, [.. entity.Shown.Where(field => marks.IsShown(state, field))]);
        if (run.Baseline.Effective.Contains(update) && await run.Effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false) > 0)
            _unseen = $"{update} of {entity.Id}";
        return null;
    }

    private async Task<ClauseFinding?> FindChangedAsync(StoredEntity entity, WebhookDelivery delivery, StateMarks marks, IReadOnlyList<string> stored)
    {
        await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
        await _entities.SettleAsync(entity.Family, cancellationToken).ConfigureAwait(false);
        var after = await run.State.FindAsync(entity.Family, entity.Id, cancellationToken).ConfigureAwait(false);
        _isExercised = true;
        return stored.All(field => marks.IsShown(after, field)) ? null : ClauseFinding.Broken(delivery, $"{entity.Name} still with {marks.Say(stored)}", after.ToString());
    }
}
