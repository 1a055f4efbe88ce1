using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Session;

/// <summary>What a clause's check works with: the consumer, what is known of it, and the means to send and to look.</summary>
internal sealed class ClauseRun(
    WebhookConsumer consumer, Baseline baseline, ConsumerHistory history, DeliveryFactory factory, RetryingSender sender, EffectsObserver effects, StateObserver state)
{
    /// <summary>How many times as many cases as deliveries go side by side where most of a case is the wait for an effect.</summary>
    private const int CasesOfLateEffects = 8;

    private const int MinEvents = 4;

    public WebhookConsumer Consumer { get; } = consumer;

    public Baseline Baseline { get; } = baseline;

    public ConsumerHistory History { get; } = history;

    /// <summary>Where the consumer listens now.</summary>
    public Uri Address => Sender.Address;

    public DeliveryFactory Deliveries { get; } = factory;

    public EffectsObserver Effects { get; } = effects;

    public StateObserver State { get; } = state;

    public RetryingSender Sender { get; } = sender;

    /// <summary>How many deliveries may be under way at once.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>Whether other clauses are checked meanwhile: then nothing is held against the consumer, and what is sent need not be the same again.</summary>
    public bool IsBeside { get; init; }

    /// <summary>How much of what could be drawn is drawn: less of a consumer that takes long.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How many cases go side by side that would go one after the other: of a consumer whose answers take long as many as deliveries may be under way, and more where its effects do.</summary>
    public int CasesAtOnce => Connections == 1 ? 1 : Baseline.IsLongAwaited ? Connections * CasesOfLateEffects : Share < 1 ? Connections : 1;

    /// <summary>How many histories are run, and for how long.</summary>
    public HistoryLimits HistoryLimits { get; init; } = HistoryLimits.Default;

    /// <summary>How many are drawn, of so many that could be: at least one.</summary>
    public int ShareOf(int most) => Math.Max(1, (int)Math.Round(most * Share));

    /// <summary>The events that have an effect, for cases that are much alike for each; of a consumer that takes long, some of them: by another clause, others.</summary>
    public IReadOnlyList<string> SomeEffective => Some(Baseline.Effective);

    /// <summary>The events of which a valid delivery is accepted, in the same way.</summary>
    public IReadOnlyList<string> SomeAccepted => Some(Baseline.Accepted);

    /// <summary>Where the events begin of which a clause takes some.</summary>
    public int FirstEvent { get; init; }

    /// <summary>What can be made to fail, moved on and restarted.</summary>
    public ConsumerSwitches Switches => new(Consumer, Deliveries, Sender);

    /// <summary>What else may be to blame for a refusal, or for an effect that did not come.</summary>
    public BlameFinder Blame => new(this);

    /// <summary>An event of which a valid delivery is accepted; one that has effects, if there is one.</summary>
    public string AnyEvent => Baseline.Effective.Count > 0 ? Baseline.Effective[0] : Baseline.Accepted[0];

    /// <summary>An event that the consumer accepts and that needs no other before it, if there is one.</summary>
    public string AnyCreation => Baseline.Accepted.FirstOrDefault(Consumer.Schemas.Life.IsCreation) ?? AnyEvent;

    public Task<DeliveryAnswer> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken) => Sender.SendAsync(delivery, cancellationToken);

    /// <summary>Checks cases that do not depend on each other: one after the other, or, beside other clauses, as many at once as <see cref="CasesAtOnce"/> says.</summary>
    /// <returns>What was found of the first that something was found of, in their order; null where nothing was.</returns>
    public async Task<ClauseFinding?> FirstAsync<T>(IEnumerable<T> cases, Func<T, Task<ClauseFinding?>> find)
    {
        foreach (var some in cases.Chunk(IsBeside ? CasesAtOnce : 1))
        {
            if ((await Task.WhenAll(some.Select(find)).ConfigureAwait(false)).FirstOrDefault(finding => finding is not null) is { } first)
                return first;
        }

        return null;
    }

    /// <summary>Does the same to each of some that do not depend on each other: one after the other, or, beside other clauses, as many at once as <see cref="CasesAtOnce"/> says.</summary>
    /// <returns>What comes of each, in their order.</returns>
    public async Task<IReadOnlyList<TResult>> EachAsync<T, TResult>(IEnumerable<T> cases, Func<T, Task<TResult>> of)
    {
        var results = new List<TResult>();
        foreach (var some in cases.Chunk(IsBeside ? CasesAtOnce : 1))
            results.AddRange(await Task.WhenAll(some.Select(of)).ConfigureAwait(false));
        return results;
    }

    /// <summary>Sends deliveries that do not depend on each other, as many side by side as the consumer takes.</summary>
    /// <returns>The answers, in their order.</returns>
    public Task<IReadOnlyList<DeliveryAnswer>> SendAllAsync(IReadOnlyCollection<WebhookDelivery> deliveries, CancellationToken cancellationToken) =>
        SideBySideAsync(deliveries, delivery => SendAsync(delivery, cancellationToken));

    /// <summary>Sends one attempt of each of several deliveries, side by side.</summary>
    /// <returns>The answers, in their order.</returns>
    public Task<IReadOnlyList<DeliveryAnswer>> AttemptAllAsync(IReadOnlyCollection<WebhookDelivery> deliveries, CancellationToken cancellationToken) =>
        SideBySideAsync(deliveries, delivery => AttemptAsync(delivery, cancellationToken));

    /// <summary>Sends one attempt, whatever the answer is: also 429 and 503 end it.</summary>
    public Task<DeliveryAnswer> AttemptAsync(WebhookDelivery delivery, CancellationToken cancellationToken) => Sender.SendOnceAsync(delivery, cancellationToken);

    /// <summary>Sends one attempt; that no answer came in time is an answer too.</summary>
    public Task<DeliveryAnswer> AskAsync(WebhookDelivery delivery, CancellationToken cancellationToken) => Sender.AskAsync(delivery, cancellationToken);

    /// <summary>Sends a delivery in which nothing is unusual: the clause is about what comes after it.</summary>
    /// <exception cref="ClauseEndedException">It was refused.</exception>
    public async Task SendUsualAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        if (!answer.IsAccepted && await Blame.OfUsualAsync(delivery, answer, cancellationToken).ConfigureAwait(false) is { } ended)
            throw ended;
    }

    /// <summary>Sends a retry or a duplicate: the sender tries what fails once more.</summary>
    public async Task<DeliveryAnswer> RetryAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        return answer is { Status: >= 500, IsLater: false } ? await SendAsync(delivery, cancellationToken).ConfigureAwait(false) : answer;
    }

    /// <summary>Sends retries or duplicates of several deliveries, side by side.</summary>
    /// <returns>The answers, in their order.</returns>
    public Task<IReadOnlyList<DeliveryAnswer>> RetryAllAsync(IReadOnlyCollection<WebhookDelivery> deliveries, CancellationToken cancellationToken) =>
        SideBySideAsync(deliveries, delivery => RetryAsync(delivery, cancellationToken));

    /// <summary>Sends deliveries at the same moment, each once.</summary>
    public Task<IReadOnlyList<DeliveryAnswer>> SendTogetherAsync(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken) =>
        Sender.SendTogetherAsync(deliveries, cancellationToken);

    /// <summary>Sends usual deliveries at the same moment, and again what was refused: beside others, it may have been put off.</summary>
    /// <exception cref="ClauseEndedException">One was refused again.</exception>
    public async Task SendAgainAsync(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var answers = await SendTogetherAsync(deliveries, cancellationToken).ConfigureAwait(false);
        foreach (var (delivery, _) in deliveries.Zip(answers).Where(sent => !sent.Second.IsAccepted))
            await SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A valid delivery of an event for an entity of its own, which has been created first where the event needs that.</summary>
    public async Task<WebhookDelivery> PrepareAsync(
        string eventName, CancellationToken cancellationToken, Func<PhpArray, PhpArray>? change = null, Func<PhpArray, PhpArray>? changeEnvelope = null)
    {
        var id = Deliveries.NewId(eventName);
        await CreateAsync(eventName, id, cancellationToken).ConfigureAwait(false);
        return Deliveries.Valid(eventName, id, change, changeEnvelope);
    }

    /// <summary>Valid deliveries of several events, each for an entity of its own, which have been created first where the events need that: side by side.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> PrepareAllAsync(IReadOnlyCollection<string> eventNames, CancellationToken cancellationToken)
    {
        var creations = new Creations(this);
        var deliveries = eventNames.Select(name => creations.Valid(name)).ToList();
        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return deliveries;
    }

    /// <summary>Sends a usual delivery of each of several events, side by side.</summary>
    /// <returns>The deliveries, in the order of the events.</returns>
    /// <exception cref="ClauseEndedException">One was refused.</exception>
    public async Task<IReadOnlyList<WebhookDelivery>> SendUsualOfEachAsync(IReadOnlyCollection<string> eventNames, CancellationToken cancellationToken)
    {
        var deliveries = await PrepareAllAsync(eventNames, cancellationToken).ConfigureAwait(false);
        await SendUsualAsync(deliveries, cancellationToken).ConfigureAwait(false);
        return deliveries;
    }

    /// <summary>Sends deliveries in which nothing is unusual, and that do not depend on each other, side by side.</summary>
    /// <exception cref="ClauseEndedException">One was refused.</exception>
    public async Task SendUsualAsync(IReadOnlyCollection<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        foreach (var (delivery, answer) in deliveries.Zip(await SendAllAsync(deliveries, cancellationToken).ConfigureAwait(false)))
        {
            if (!answer.IsAccepted && await Blame.OfUsualAsync(delivery, answer, cancellationToken).ConfigureAwait(false) is { } ended)
                throw ended;
        }
    }

    /// <summary>Has the entity created that an event is about, unless the event is its creation or the consumer takes none.</summary>
    public async Task CreateAsync(string eventName, string id, CancellationToken cancellationToken)
    {
        if (Creation(eventName, id) is { } creation)
            await SendAsync(creation, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The delivery by which the entity is created that an event is about; null where the event is its creation, or the consumer takes none.</summary>
    public WebhookDelivery? Creation(string eventName, string id)
    {
        var created = Consumer.Schemas.Life.CreationOf(eventName);
        return eventName != created && Baseline.Accepted.Contains(created) ? Deliveries.Valid(created, id) : null;
    }

    /// <summary>
    /// Waits until all that was sent before has surely been worked on: a valid delivery as a fence,
    /// its effect, and a quiet time in which late effects would show.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var fence = await PrepareAsync(AnyEvent, cancellationToken).ConfigureAwait(false);
        await SendAsync(fence, cancellationToken).ConfigureAwait(false);
        await Effects.WaitForAsync(fence, cancellationToken).ConfigureAwait(false);
        await Effects.QuietAsync(Baseline.EffectLatency, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As many as the share says, and a few at least, evenly.</summary>
    private IReadOnlyList<string> Some(IReadOnlyList<string> events)
    {
        var count = Math.Min(events.Count, Math.Max(MinEvents, (int)Math.Ceiling(events.Count * Share)));
        return [.. events.Where((_, at) => (at + FirstEvent) * count % events.Count < count)];
    }

    private async Task<IReadOnlyList<DeliveryAnswer>> SideBySideAsync(IReadOnlyCollection<WebhookDelivery> deliveries, Func<WebhookDelivery, Task<DeliveryAnswer>> send)
    {
        var answers = new List<DeliveryAnswer>(deliveries.Count);
        foreach (var some in deliveries.Chunk(Connections))
            answers.AddRange(await Task.WhenAll(some.Select(send)).ConfigureAwait(false));
        return answers;
    }
}
