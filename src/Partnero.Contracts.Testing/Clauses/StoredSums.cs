using System.Globalization;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Numbers that are stored of an entity, and that grow by the same with each event of a kind that refers to it: counts, and sums of amounts.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Event">The last of these events.</param>
/// <param name="By">How much each number grows, by its name.</param>
/// <param name="State">What is stored after that event.</param>
internal sealed record StoredSum(StoredEntity Entity, WebhookDelivery Event, IReadOnlyDictionary<string, double> By, StoredState State)
{
    /// <summary>Whether each number has grown so many times since.</summary>
    public bool HasGrown(int times, StoredState now)
    {
        var before = State.Numbers().ToDictionary();
        return By.All(sum => now.Numbers().Any(number => number.Key == sum.Key && Math.Abs(number.Value - before[sum.Key] - (times * sum.Value)) < StoredSums.Tolerance));
    }

    /// <summary>Whether each number is what it was after the first of the two events that showed it.</summary>
    public bool IsFirst(StoredState now)
    {
        var second = State.Numbers().ToDictionary();
        return By.All(sum => now.Numbers().Any(number => number.Key == sum.Key && Math.Abs(number.Value - (second[sum.Key] - sum.Value)) < StoredSums.Tolerance));
    }

    /// <summary>For messages: the numbers as they were after the first event.</summary>
    public string SayFirst()
    {
        var second = State.Numbers().ToDictionary();
        return string.Join(", ", By.Select(sum => $"{sum.Key} {(second[sum.Key] - sum.Value).ToString(CultureInfo.InvariantCulture)}"));
    }

    /// <summary>Whether a number is less than it was, or gone. More it may be: a version, or a count of all that came.</summary>
    public bool HasFallen(StoredState now)
    {
        var (before, after) = (State.Numbers().ToDictionary(), now.Numbers().ToDictionary());
        return By.Keys.Any(name => !after.TryGetValue(name, out var value) || value < before[name] - StoredSums.Tolerance);
    }

    /// <summary>The same with its amounts alone: what grows by one may be the version of a row, or a count of attempts. Null where nothing else grows.</summary>
    public StoredSum? OfAmounts()
    {
        var amounts = By.Where(sum => Math.Abs(Math.Abs(sum.Value) - 1) >= StoredSums.Tolerance).ToDictionary();
        return amounts.Count == 0 ? null : this with { By = amounts };
    }

    /// <summary>For messages: the numbers as they are stored.</summary>
    public string Say()
    {
        var before = State.Numbers().ToDictionary();
        return string.Join(", ", By.Keys.Select(name => $"{name} {before[name].ToString(CultureInfo.InvariantCulture)}"));
    }
}

/// <summary>Finds what a consumer adds up.</summary>
internal sealed class StoredSums(ClauseRun run, StoredEntities entities)
{
    /// <summary>Half a cent, and what is lost in adding binary floats.</summary>
    public const double Tolerance = 0.006;

    /// <summary>The sums of one entity of each kind and event that adds to it: two equal events of each show by how much.</summary>
    public async Task<IReadOnlyList<StoredSum>> FindAsync(CancellationToken cancellationToken)
    {
        var found = await run.EachAsync(await FindGrownAsync(cancellationToken).ConfigureAwait(false), one => FindAsync(one.Entity, one.First, one.Grown)).ConfigureAwait(false);
        return [.. found.OfType<StoredSum>()];

        async Task<StoredSum?> FindAsync(StoredEntity entity, WebhookDelivery first, StoredState grown)
        {
            var (between, second) = await SendAsync(entity with { State = grown }, first, cancellationToken).ConfigureAwait(false);
            var (state, _) = await entities.TryAsync(second, entity.Family, entity.Id, now => !now.IsSame(between.State), cancellationToken).ConfigureAwait(false);
            return Sums(entity.State, grown, between.State, state, first.Data) is { Count: > 0 } sums ? new(entity, second, sums, state) : null;
        }
    }

    /// <summary>More events like the last one, each of an entity of its own that has been created.</summary>
    /// <returns>The events, and the sum with what is stored before they are sent.</returns>
    public async Task<(IReadOnlyList<WebhookDelivery> Deliveries, StoredSum Sum)> PrepareAsync(StoredSum sum, int count, CancellationToken cancellationToken)
    {
        var deliveries = Referring(sum.Entity, () => Enumerable.Range(0, count).Select(_ => Like(sum.Event)).ToList());
        return (deliveries, await CreateAsync(sum.Entity, deliveries, cancellationToken).ConfigureAwait(false)
            ? sum with { State = await SettledAsync(sum.Entity, cancellationToken).ConfigureAwait(false) }
            : sum);
    }

    /// <summary>What is stored of the entity once all that was sent before has surely been worked on.</summary>
    public Task<StoredState> SettledAsync(StoredSum sum, CancellationToken cancellationToken) => SettledAsync(sum.Entity, cancellationToken);

    /// <summary>The entities of which an event that refers to them changes what is stored: all are waited for at once, for most events change nothing.</summary>
    private async Task<IReadOnlyList<(StoredEntity Entity, WebhookDelivery First, StoredState Grown)>> FindGrownAsync(CancellationToken cancellationToken)
    {
        var mayGrow = entities.Families.SelectMany(family => Adding(family).Select(name => (Family: family, Name: name))).Where(one => !run.State.Grows.TryGetValue(one, out var grows) || grows);
        var sent = (await run.EachAsync(mayGrow, one => SendFirstAsync(one.Family, one.Name)).ConfigureAwait(false)).OfType<(StoredEntity Entity, WebhookDelivery First)>().ToList();
        var states = await Task.WhenAll(sent.Select(one => entities.TryAsync(one.First, one.Entity.Family, one.Entity.Id, now => !now.IsSame(one.Entity.State), cancellationToken))).ConfigureAwait(false);
        foreach (var ((entity, first), (_, isGrown)) in sent.Zip(states))
            run.State.Grows[(entity.Family, first.Event)] = isGrown;
        return [.. sent.Zip(states).Where(one => one.Second.IsSo).Select(one => (one.First.Entity, one.First.First, one.Second.State))];

        async Task<(StoredEntity Entity, WebhookDelivery First)?> SendFirstAsync(string family, string name) =>
            await entities.CreateAsync(family, run.Deliveries.Now - StoredEntities.Apart, cancellationToken).ConfigureAwait(false) is { } entity
                ? await SendAsync(entity, Referring(entity, () => run.Deliveries.Valid(name)), cancellationToken).ConfigureAwait(false)
                : null;
    }

    /// <summary>The events that refer to an entity and may add to what is stored of it: creations, and what happens once to an entity after that, as its approval. An update may come twice with the same amount.</summary>
    private IEnumerable<string> Adding(string family) => entities.Families.Select(entities.CreationOf)
        .Concat(run.Baseline.Effective.Where(name => !run.Consumer.Schemas.Life.IsEnd(name) && !run.Consumer.Sender.Events.IsUpdate(name)))
        .Distinct().Where(name => run.Consumer.Sender.Events.Family(name) != family && NeighbourClauses.Refers(run, name, family));

    /// <summary>Sends an event like one that refers to an entity.</summary>
    /// <returns>The entity, with what was stored of it before the event; and the event.</returns>
    private async Task<(StoredEntity Entity, WebhookDelivery Delivery)> SendAsync(StoredEntity entity, WebhookDelivery like, CancellationToken cancellationToken)
    {
        var delivery = Referring(entity, () => Like(like));
        if (await CreateAsync(entity, [delivery], cancellationToken).ConfigureAwait(false))
            entity = entity with { State = await SettledAsync(entity, cancellationToken).ConfigureAwait(false) };
        await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        return (entity, delivery);
    }

    /// <summary>Has what events are about created, which refers to the same entity.</summary>
    /// <returns>Whether anything was sent.</returns>
    private async Task<bool> CreateAsync(StoredEntity entity, IEnumerable<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var creations = Referring(entity, () => deliveries.Select(delivery => run.Creation(delivery.Event, delivery.EntityId)).OfType<WebhookDelivery>().ToList());
        await run.SendUsualAsync(creations, cancellationToken).ConfigureAwait(false);
        return creations.Count > 0;
    }

    private async Task<StoredState> SettledAsync(StoredEntity entity, CancellationToken cancellationToken)
    {
        await entities.SettleAsync(entity.Family, cancellationToken).ConfigureAwait(false);
        return await run.State.FindAsync(entity.Family, entity.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The numbers that grew by the same with each of two equal events.</summary>
    private static Dictionary<string, double> Sums(StoredState before, StoredState grown, StoredState between, StoredState grownAgain, PhpArray data)
    {
        var old = before.Numbers().ToDictionary();
        var second = between.Numbers().ToDictionary();
        var again = grownAgain.Numbers().ToDictionary();
        var amounts = Amounts(data).ToList();
        return grown.Numbers()
            .Select(number => (number.Key, First: number.Value - old.GetValueOrDefault(number.Key), Second: again.GetValueOrDefault(number.Key) - second.GetValueOrDefault(number.Key)))
            .Where(number => again.ContainsKey(number.Key) && Math.Abs(number.First - number.Second) < Tolerance && IsSum(number.First, again[number.Key]))
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
    private WebhookDelivery Like(WebhookDelivery first) => run.Deliveries.Valid(
        first.Event,
        change: data => PayloadShapes.MoneyFields(run.Consumer.Schemas, first.Event).Where(field => data[field] is not null && first.Data[field] is not null).Aggregate(data, (changed, field) => changed.With(field, first.Data[field]!)));

    private T Referring<T>(StoredEntity entity, Func<T> make) => run.Deliveries.Referring(entity.Family, entity.Id, make);
}
