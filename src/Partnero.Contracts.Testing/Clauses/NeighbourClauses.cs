using System.Globalization;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That an event leaves what is stored of other entities alone, and takes nothing from another event at the same moment.</summary>
internal static class NeighbourClauses
{
    private const int AtOnce = 4;
    private const int Rounds = 5;

    /// <summary>Half a cent, and what is lost in adding binary floats.</summary>
    private const double Tolerance = 0.006;

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "STATE-05",
            Title = "a deletion takes nothing else with it",
            Why = "A partner is deleted, and with it the transactions and rewards that are still to be paid or to be accounted for.",
            Source = "An event tells what became of one entity; what became of others has events of its own.",
            Remedy = "Do not delete by cascade; keep what refers to a deleted entity, with its id alone if need be.",
            Needs = [Capability.State],
            Check = CheckDeletionAsync,
        },
        new()
        {
            Id = "STATE-06",
            Title = "events at the same moment that add to one entity lose nothing",
            GoesAlone = true,
            Why = "Two rewards of one partner come together: a consumer that reads a balance, adds to it and writes it back loses one of them.",
            Source = "Deliveries are sent side by side: a payout approves a hundred rewards in a second.",
            Remedy = "Add in the database (balance = balance + amount), or take a lock or a row version on what is added to.",
            Needs = [Capability.State],
            Check = CheckSumAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckDeletionAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var isExercised = false;
        foreach (var (family, end) in entities.Families.SelectMany(family => entities.EndsOf(family).Select(end => (family, end))))
        {
            if (await entities.CreateAsync(family, run.Deliveries.Now - Apart, cancellationToken).ConfigureAwait(false) is not { } deleted)
                continue;
            var others = new List<StoredEntity>();
            if (await entities.CreateAsync(family, run.Deliveries.Now - Apart, cancellationToken).ConfigureAwait(false) is { } sibling)
                others.Add(sibling);
            foreach (var dependent in entities.Families.Where(other => other != family && Refers(run, entities.CreationOf(other), family)))
            {
                // Its delivery is made before anything is waited for.
                var entity = await Referring(run, family, deleted.Id, () => entities.CreateAsync(dependent, run.Deliveries.Now - Apart, cancellationToken)).ConfigureAwait(false);
                if (entity is not null)
                    others.Add(entity);
            }

            var delivery = entities.At(end, deleted.Id, run.Deliveries.Now, deleted.Marks);
            await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!(await entities.TryAsync(delivery, family, deleted.Id, state => !state.IsSame(deleted.State), cancellationToken).ConfigureAwait(false)).IsSo || others.Count == 0)
                continue;
            await entities.SettleAsync(family, cancellationToken).ConfigureAwait(false);
            foreach (var other in others)
            {
                var after = await run.State.FindAsync(other.Family, other.Id, cancellationToken).ConfigureAwait(false);
                if (other.Shown.Any(field => !other.Marks.IsShown(after, field)))
                    return ClauseFinding.Broken(delivery, $"{other.Name} as before, with {other.Marks.Say(other.Shown)}", after.ToString());
            }

            isExercised = true;
        }

        return isExercised ? ClauseFinding.Kept : StateClauses.NotShown(run, "No deletion changes what is stored beside other entities.");
    }

    private static async Task<ClauseFinding> CheckSumAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var entities = new StoredEntities(run);
        var isExercised = false;
        foreach (var (entity, first, grown) in await FindGrownAsync(run, entities, cancellationToken).ConfigureAwait(false))
        {
            var (between, second) = await SendAsync(run, entities, entity with { State = grown }, first.Event, cancellationToken).ConfigureAwait(false);
            var (start, _) = await entities.TryAsync(second, entity.Family, entity.Id, now => !now.IsSame(between.State), cancellationToken).ConfigureAwait(false);
            var sums = Sums(entity.State, grown, between.State, start, first.Data);
            for (var round = 1; sums.Count > 0 && round <= Rounds; round++)
            {
                var together = Referring(run, entity.Family, entity.Id, () => Enumerable.Range(0, AtOnce).Select(_ => Like(run, first)).ToList());
                if (await CreateAsync(run, entity, together, cancellationToken).ConfigureAwait(false))
                    start = await SettledAsync(run, entities, entity, cancellationToken).ConfigureAwait(false);
                var answers = await run.SendTogetherAsync(together, cancellationToken).ConfigureAwait(false);
                foreach (var (delivery, answer) in together.Zip(answers).Where(sent => !sent.Second.IsAccepted))
                    await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
                var before = start.Numbers().ToDictionary();
                (start, var isSum) = await run.State.WaitForAsync(entity.Family, entity.Id, now => IsSum(before, now), cancellationToken).ConfigureAwait(false);
                if (!isSum)
                    return ClauseFinding.Broken(together[0] with { Note = $"valid and signed, with {AtOnce - 1} others of the same {entity.Family} at the same moment" }, $"{entity.Name} with each of {AtOnce} added to {Show(sums, before)}", $"{start}, in round {round} of {Rounds}");
                isExercised = true;
            }

            bool IsSum(Dictionary<string, double> before, StoredState now) =>
                sums.All(sum => now.Numbers().Any(number => number.Key == sum.Key && Math.Abs(number.Value - before[sum.Key] - (AtOnce * sum.Value)) < Tolerance));
        }

        return isExercised ? ClauseFinding.KeptWith($"{AtOnce} at once, {Rounds} times.") : StateClauses.NotShown(run, "No event adds to what is stored of another entity.");
    }

    /// <summary>The entities of which an event that refers to them changes what is stored: all are waited for at once, for most events change nothing.</summary>
    private static async Task<IReadOnlyList<(StoredEntity Entity, WebhookDelivery First, StoredState Grown)>> FindGrownAsync(ClauseRun run, StoredEntities entities, CancellationToken cancellationToken)
    {
        var sent = new List<(StoredEntity Entity, WebhookDelivery First)>();
        foreach (var (family, name) in entities.Families.SelectMany(family => Adding(run, entities, family).Select(name => (family, name))))
        {
            if (await entities.CreateAsync(family, run.Deliveries.Now - Apart, cancellationToken).ConfigureAwait(false) is { } entity)
                sent.Add(await SendAsync(run, entities, entity, name, cancellationToken).ConfigureAwait(false));
        }

        var states = await Task.WhenAll(sent.Select(one => entities.TryAsync(one.First, one.Entity.Family, one.Entity.Id, now => !now.IsSame(one.Entity.State), cancellationToken))).ConfigureAwait(false);
        return [.. sent.Zip(states).Where(one => one.Second.IsSo).Select(one => (one.First.Entity, one.First.First, one.Second.State))];
    }

    /// <summary>The events that refer to an entity and may add to what is stored of it: creations, and what happens once to an entity after that, as its approval. An update may come twice with the same amount.</summary>
    private static IEnumerable<string> Adding(ClauseRun run, StoredEntities entities, string family) =>
        entities.Families.Select(entities.CreationOf)
            .Concat(run.Baseline.Effective.Where(name => !run.Consumer.Schemas.Life.IsEnd(name) && !run.Consumer.Sender.Events.IsUpdate(name)))
            .Distinct().Where(name => run.Consumer.Sender.Events.Family(name) != family && Refers(run, name, family));

    /// <summary>Sends an event that refers to an entity.</summary>
    /// <returns>The entity, with what was stored of it before the event; and the event.</returns>
    private static async Task<(StoredEntity Entity, WebhookDelivery Delivery)> SendAsync(ClauseRun run, StoredEntities entities, StoredEntity entity, string eventName, CancellationToken cancellationToken)
    {
        var delivery = Referring(run, entity.Family, entity.Id, () => run.Deliveries.Valid(eventName));
        if (await CreateAsync(run, entity, [delivery], cancellationToken).ConfigureAwait(false))
            entity = entity with { State = await SettledAsync(run, entities, entity, cancellationToken).ConfigureAwait(false) };
        await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        return (entity, delivery);
    }

    /// <summary>Has what events are about created, which refers to the same entity.</summary>
    /// <returns>Whether anything was sent.</returns>
    private static async Task<bool> CreateAsync(ClauseRun run, StoredEntity entity, IEnumerable<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var creations = Referring(run, entity.Family, entity.Id, () => deliveries.Select(delivery => run.Creation(delivery.Event, delivery.EntityId)).OfType<WebhookDelivery>().ToList());
        await run.SendUsualAsync(creations, cancellationToken).ConfigureAwait(false);
        return creations.Count > 0;
    }

    private static async Task<StoredState> SettledAsync(ClauseRun run, StoredEntities entities, StoredEntity entity, CancellationToken cancellationToken)
    {
        await entities.SettleAsync(entity.Family, cancellationToken).ConfigureAwait(false);
        return await run.State.FindAsync(entity.Family, entity.Id, cancellationToken).ConfigureAwait(false);
    }

    private static string Show(Dictionary<string, double> sums, Dictionary<string, double> before) =>
        string.Join(", ", sums.Keys.Select(name => $"{name} {before[name].ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>The numbers that grew by the same with each of two equal events: counts, and sums of an amount that came.</summary>
    private static Dictionary<string, double> Sums(StoredState before, StoredState grown, StoredState between, StoredState grownAgain, PhpArray data)
    {
        var old = before.Numbers().ToDictionary();
        var second = between.Numbers().ToDictionary();
        var again = grownAgain.Numbers().ToDictionary();
        var amounts = Amounts(data).ToList();
        return grown.Numbers()
            .Select(number => (number.Key, First: number.Value - old.GetValueOrDefault(number.Key), Second: again.GetValueOrDefault(number.Key) - second.GetValueOrDefault(number.Key)))
            .Where(number => Math.Abs(number.First - number.Second) < Tolerance && IsSum(number.First, again.GetValueOrDefault(number.Key)))
            .ToDictionary(number => number.Key, number => number.First);

        // A moment in seconds grows by one too, when a second has passed.
        bool IsSum(double by, double value) => (by == 1 && value < 1_000_000) || amounts.Any(amount => amount != 0 && StoredState.Units.Any(unit => Math.Abs(Math.Abs(by) - Math.Abs(amount * unit)) < Tolerance));
    }

    private static IEnumerable<double> Amounts(PhpArray data) => data.SelectMany(entry => entry.Value switch
    {
        PhpFloat number => [number.Value],
        PhpInteger number => [number.Value],
        PhpArray inner => Amounts(inner),
        _ => Enumerable.Empty<double>(),
    });

    /// <summary>Another entity, with the same amounts.</summary>
    private static WebhookDelivery Like(ClauseRun run, WebhookDelivery first) => run.Deliveries.Valid(
        first.Event,
        change: data => PayloadShapes.MoneyFields(run.Consumer.Schemas, first.Event).Where(field => data[field] is not null && first.Data[field] is not null).Aggregate(data, (changed, field) => changed.With(field, first.Data[field]!)));

    private static bool Refers(ClauseRun run, string eventName, string family) =>
        PayloadShapes.FieldsOf(run.Consumer.Schemas, eventName, FieldRole.Reference).Any(field => field.RefersTo == family);

    /// <summary>Makes deliveries that refer to an entity.</summary>
    private static T Referring<T>(ClauseRun run, string family, string id, Func<T> make)
    {
        var before = run.Deliveries.Known.GetValueOrDefault(family);
        run.Deliveries.Known[family] = id;
        try
        {
            return make();
        }
        finally
        {
            if (before is null)
                run.Deliveries.Known.Remove(family);
            else
                run.Deliveries.Known[family] = before;
        }
    }
}
