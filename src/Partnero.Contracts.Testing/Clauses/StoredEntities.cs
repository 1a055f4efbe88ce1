using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>An entity of which the consumer shows what it stores.</summary>
/// <param name="Family">Its kind, such as <c>partner</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Marks">What its creation can be recognised by.</param>
/// <param name="Shown">The fields of those that are stored.</param>
/// <param name="State">What was stored after its creation.</param>
internal sealed record StoredEntity(string Family, string Id, StateMarks Marks, IReadOnlyList<string> Shown, StoredState State)
{
    /// <summary>For messages.</summary>
    public string Name => $"{Family} {Id}";
}

/// <summary>Has entities stored, changes them, and waits for what is stored then.</summary>
internal sealed class StoredEntities(ClauseRun run)
{
    /// <summary>How long before an event the one that goes before it was dispatched, where that is no matter.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(30);

    /// <summary>How long after the effect of a delivery nothing need have changed, before it is taken for one that changes nothing.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(250);

    /// <summary>The kinds of entities of which the consumer takes an event that may be the first that it sees.</summary>
    public IReadOnlyList<string> Families { get; } = [.. run.Baseline.Accepted.Where(name => IsFirst(run, name)).Select(run.Consumer.Sender.Events.Family).Distinct()];

    /// <summary>A moment of a case's own: that two entities may have one, IDEM-06 looks at.</summary>
    public DateTimeOffset Before(int cases) => run.Deliveries.Now - TimeSpan.FromSeconds(cases);

    /// <summary>Has an entity created.</summary>
    /// <param name="family">Its kind.</param>
    /// <param name="at">When its creation was dispatched.</param>
    /// <param name="cancellationToken">Stops the clause.</param>
    /// <param name="mayBeRefused">Whether that is so long ago that a consumer may refuse it, or acknowledge and ignore it.</param>
    /// <param name="change">Makes its payload another, if any.</param>
    /// <param name="id">Its id; a new one unless given.</param>
    /// <returns>Null where nothing that is stored shows it: its kind is not stored, or not shown; or it was refused.</returns>
    public async Task<StoredEntity?> CreateAsync(string family, DateTimeOffset at, CancellationToken cancellationToken, bool mayBeRefused = false, Func<PhpArray, PhpArray>? change = null, string? id = null)
    {
        if (run.State.Shown.TryGetValue(family, out var known) && known.Count == 0)
            return null;
        var creation = CreationOf(family);
        var marks = StateMarks.New(run, creation);
        var delivery = At(creation, id ?? run.Deliveries.NewId(creation), at, marks, change: change);
        if (!mayBeRefused)
            await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        else if (!(await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false)).IsAccepted)
            return null;
        bool IsShown(StoredState now) => (known ?? marks.Fields).Any(field => marks.IsShown(now, field));
        var (state, _) = known is null
            ? await TryAsync(delivery, family, delivery.EntityId, IsShown, cancellationToken).ConfigureAwait(false)
            : await run.State.WaitForAsync(family, delivery.EntityId, IsShown, mayBeRefused ? Shortly() : run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> shown = [.. marks.Fields.Where(field => marks.IsShown(state, field))];
        run.State.Shown.TryAdd(family, shown);
        return shown.Count > 0 ? new StoredEntity(family, delivery.EntityId, marks, shown, state) : null;
    }

    /// <summary>The event that creates an entity of a kind; where the consumer takes updates alone, an update of one that is older than its webhook.</summary>
    public string CreationOf(string family) => run.Baseline.Accepted.Where(name => run.Consumer.Sender.Events.Family(name) == family && IsFirst(run, name))
        .OrderByDescending(run.Consumer.Schemas.Life.IsCreation).First();

    /// <summary>The event that changes an entity of a kind, if the consumer takes it and is known to do something about it.</summary>
    public string? UpdateOf(string family)
    {
        var name = run.Consumer.Sender.Events.Name(family, run.Consumer.Sender.Events.Update);
        return run.Baseline.Accepted.Contains(name) && (run.Baseline.Effective.Contains(name) || run.Consumer.Handles?.Contains(name) == true) ? name : null;
    }

    /// <summary>The events that end the life of an entity of a kind, of those that the consumer takes.</summary>
    public IEnumerable<string> EndsOf(string family) => run.Baseline.Accepted.Where(name => run.Consumer.Sender.Events.Family(name) == family && run.Consumer.Schemas.Life.IsEnd(name));

    /// <summary>A delivery that was dispatched at a moment, with values to recognise it by.</summary>
    public WebhookDelivery At(string eventName, string id, DateTimeOffset at, StateMarks marks, string? without = null, Func<PhpArray, PhpArray>? change = null) => run.Deliveries.Valid(
        eventName,
        id,
        data => marks.Apply(change is null ? data : change(data), without),
        body => body.With(run.Consumer.Sender.Envelope.CreatedAt, EntityWords.Timestamp(at)));

    /// <summary>Changes an entity, and waits until that is stored.</summary>
    /// <returns>What is stored then, and the fields of the update that are seen in it: none where it changed nothing.</returns>
    public async Task<(WebhookDelivery Delivery, StateMarks Marks, IReadOnlyList<string> Shown, StoredState State)> UpdateAsync(
        StoredEntity entity, string update, DateTimeOffset at, CancellationToken cancellationToken, string? without = null)
    {
        var marks = StateMarks.New(run, update);
        var delivery = At(update, entity.Id, at, marks, without);
        await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> expected = [.. entity.Shown.Where(field => field != without && marks.Fields.Contains(field) && delivery.Data[field] is not null)];
        var (state, _) = await run.State.WaitForAsync(entity.Family, entity.Id, now => expected.Any(field => marks.IsShown(now, field)), cancellationToken).ConfigureAwait(false);
        return (delivery, marks, [.. expected.Where(field => marks.IsShown(state, field))], state);
    }

    /// <summary>Waits until all that was sent before has surely been worked on: another entity as a fence, and a quiet time after it.</summary>
    public async Task SettleAsync(string family, CancellationToken cancellationToken)
    {
        await CreateAsync(family, run.Deliveries.Now, cancellationToken).ConfigureAwait(false);
        await run.Effects.QuietAsync(run.State.Latency, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsFirst(ClauseRun run, string name) => run.Consumer.Schemas.Life.IsCreation(name) || run.Consumer.Sender.Events.IsUpdate(name);

    /// <summary>
    /// Waits for what a delivery may change or not: where its effect can be seen, hardly longer than that takes, so that what changes nothing
    /// is not waited for in vain.
    /// </summary>
    public async Task<(StoredState State, bool IsSo)> TryAsync(WebhookDelivery delivery, string family, string id, Func<StoredState, bool> isSo, CancellationToken cancellationToken)
    {
        var hasEffect = run.Baseline.Effective.Contains(delivery.Event) && await run.Effects.WaitForAsync(delivery, cancellationToken).ConfigureAwait(false);
        var within = hasEffect ? Shortly() : run.Consumer.EffectTimeout;
        return await run.State.WaitForAsync(family, id, isSo, within, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hardly longer than changes take to show with this consumer.</summary>
    private TimeSpan Shortly() => Lag + ((run.Baseline.EffectLatency + run.State.Latency) * 4) is var lag && lag < run.Consumer.EffectTimeout ? lag : run.Consumer.EffectTimeout;
}
