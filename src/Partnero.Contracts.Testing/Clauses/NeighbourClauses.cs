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
                var entity = await ReferringAsync(run, family, deleted.Id, () => entities.CreateAsync(dependent, run.Deliveries.Now - Apart, cancellationToken)).ConfigureAwait(false);
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
        foreach (var family in entities.Families)
        {
            foreach (var creation in entities.Families.Select(entities.CreationOf).Where(name => Refers(run, name, family)))
            {
                if (await entities.CreateAsync(family, run.Deliveries.Now - Apart, cancellationToken).ConfigureAwait(false) is not { } entity)
                    break;
                var before = entity.State;
                var (first, grown) = await AddAsync(run, entities, entity, creation, before, cancellationToken).ConfigureAwait(false);
                if (first is null)
                    continue;
                var (_, grownAgain) = await AddAsync(run, entities, entity, creation, grown, cancellationToken).ConfigureAwait(false);
                var sums = Sums(before, grown, grownAgain, first.Data);
                if (sums.Count == 0)
                    continue;
                var start = grownAgain;
                for (var round = 1; round <= Rounds; round++)
                {
                    var together = await ReferringAsync(run, family, entity.Id, () => Task.FromResult(Enumerable.Range(0, AtOnce).Select(_ => Like(run, creation, first)).ToList())).ConfigureAwait(false);
                    var answers = await run.SendTogetherAsync(together, cancellationToken).ConfigureAwait(false);
                    foreach (var (delivery, answer) in together.Zip(answers).Where(sent => !sent.Second.IsAccepted))
                        await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
                    bool IsSum(StoredState state) => sums.All(sum => state.Numbers().Any(number => number.Key == sum.Key && Math.Abs(number.Value - start.Numbers().First(old => old.Key == sum.Key).Value - (AtOnce * sum.Value)) < 0.006));
                    var (end, isSum) = await run.State.WaitForAsync(family, entity.Id, IsSum, cancellationToken).ConfigureAwait(false);
                    if (!isSum)
                        return ClauseFinding.Broken(together[0] with { Note = $"valid and signed, with {AtOnce - 1} others of the same {family} at the same moment" }, $"{entity.Name} with each of {AtOnce} added to {start}", $"{end}, in round {round} of {Rounds}");
                    start = end;
                }

                isExercised = true;
            }
        }

        return isExercised ? ClauseFinding.KeptWith($"{AtOnce} at once, {Rounds} times.") : StateClauses.NotShown(run, "No event adds to what is stored of another entity.");
    }

    /// <summary>Sends an event that refers to an entity, and waits until that has changed what is stored of it.</summary>
    private static async Task<(WebhookDelivery? Delivery, StoredState State)> AddAsync(ClauseRun run, StoredEntities entities, StoredEntity entity, string creation, StoredState before, CancellationToken cancellationToken)
    {
        var delivery = await ReferringAsync(run, entity.Family, entity.Id, () => Task.FromResult(run.Deliveries.Valid(creation))).ConfigureAwait(false);
        await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        var (state, isChanged) = await entities.TryAsync(delivery, entity.Family, entity.Id, now => !now.IsSame(before), cancellationToken).ConfigureAwait(false);
        return (isChanged ? delivery : null, state);
    }

    /// <summary>The numbers that grew by the same with each of two equal events: counts, and sums of an amount that came.</summary>
    private static Dictionary<string, double> Sums(StoredState before, StoredState grown, StoredState grownAgain, PhpArray data)
    {
        var old = before.Numbers().ToDictionary();
        var again = grownAgain.Numbers().ToDictionary();
        var amounts = Amounts(data).ToList();
        return grown.Numbers()
            .Select(number => (number.Key, First: number.Value - old.GetValueOrDefault(number.Key), Second: again.GetValueOrDefault(number.Key) - number.Value))
            .Where(number => Math.Abs(number.First - number.Second) < 0.006 && IsSum(number.First, again.GetValueOrDefault(number.Key)))
            .ToDictionary(number => number.Key, number => number.First);

        // A moment in seconds grows by one too, when a second has passed.
        bool IsSum(double by, double value) => (by == 1 && value < 1_000_000) || amounts.Any(amount => amount != 0 && StoredState.Units.Any(unit => Math.Abs(Math.Abs(by) - Math.Abs(amount * unit)) < 0.006));
    }

    private static IEnumerable<double> Amounts(PhpArray data) => data.SelectMany(entry => entry.Value switch
    {
        PhpFloat number => [number.Value],
        PhpInteger number => [number.Value],
        PhpArray inner => Amounts(inner),
        _ => Enumerable.Empty<double>(),
    });

    /// <summary>Another entity, with the same amounts.</summary>
    private static WebhookDelivery Like(ClauseRun run, string creation, WebhookDelivery first) => run.Deliveries.Valid(
        creation,
        change: data => PayloadShapes.MoneyFields(run.Consumer.Schemas, creation).Where(field => data[field] is not null && first.Data[field] is not null).Aggregate(data, (changed, field) => changed.With(field, first.Data[field]!)));

    private static bool Refers(ClauseRun run, string eventName, string family) =>
        PayloadShapes.FieldsOf(run.Consumer.Schemas, eventName, FieldRole.Reference).Any(field => field.RefersTo == family);

    /// <summary>Makes deliveries that refer to an entity.</summary>
    private static async Task<T> ReferringAsync<T>(ClauseRun run, string family, string id, Func<Task<T>> make)
    {
        var before = run.Deliveries.Known.GetValueOrDefault(family);
        run.Deliveries.Known[family] = id;
        try
        {
            return await make().ConfigureAwait(false);
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
