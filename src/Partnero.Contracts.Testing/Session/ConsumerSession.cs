using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Session;

/// <summary>The connections to a consumer, for as long as it is checked.</summary>
internal sealed class ConsumerSession : IDisposable
{
    /// <summary>What ids of the baseline's entities are made from, as those of a clause are from its id; replay tokens hold it.</summary>
    private const string BaselineName = "control";

    private const string ConcurrencyName = "concurrency";

    /// <summary>How many times as many looks as deliveries go side by side: one changes nothing, and most of a run's time is theirs where they take long.</summary>
    private const int LooksOfConnection = 4;

    private readonly WebhookConsumer _consumer;
    private readonly PartneroSender _connection;
    private readonly RetryingSender _sender;
    private readonly LookLimit _looks = new();
    private readonly EffectsObserver _effects;
    private readonly StateObserver _state;

    public ConsumerSession(WebhookConsumer consumer, ConsumerHistory history)
    {
        _consumer = consumer;
        History = history;
        _connection = consumer.CreateSender();
        _sender = new RetryingSender(_connection, consumer.RetryLimits, history);
        _effects = new EffectsObserver(consumer, _looks);
        _state = new StateObserver(consumer, _looks);
    }

    public ConsumerHistory History { get; }

    public Task<Baseline> FindBaselineAsync(RunIdentity identity, bool isReplay, CancellationToken cancellationToken) =>
        new BaselinePhase(_consumer, new DeliveryFactory(_consumer.Settings, identity, BaselineName, identity.Seed), _sender, _effects) { IsReplay = isReplay }.RunAsync(cancellationToken);

    /// <summary>How many deliveries may be under way at once; see <see cref="Concurrency"/>.</summary>
    public int Connections { get; private set; } = 1;

    /// <summary>How much of what could be drawn is drawn.</summary>
    public double Share { get; set; } = 1;

    /// <summary>How many histories are run, and for how long.</summary>
    public HistoryLimits HistoryLimits { get; init; } = HistoryLimits.Default;

    /// <summary>How long one look at the consumer's effects takes.</summary>
    public TimeSpan LookLatency => _effects.LookLatency;

    /// <summary>A clause's own deliveries: the same whatever other clauses were checked before.</summary>
    /// <param name="baseline">What is known of the consumer.</param>
    /// <param name="identity">What the deliveries are made of.</param>
    /// <param name="clause">The id of the clause.</param>
    /// <param name="connections">How many of its deliveries may be under way at once.</param>
    public ClauseRun Run(Baseline baseline, RunIdentity identity, string clause, int connections = 1) => Run(baseline, identity, clause, History, _sender, connections);

    /// <summary>The same, for a clause that is checked while others are: what happens to the consumer meanwhile cannot be told apart, and is not noted.</summary>
    public ClauseRun RunBeside(Baseline baseline, RunIdentity identity, string clause)
    {
        var history = new ConsumerHistory();
        if (baseline.Deliveries is [.., var (delivery, answer)])
            history.Heard(delivery, answer);
        return Run(baseline, identity, clause, history, new RetryingSender(_connection, _consumer.RetryLimits, history), Connections, isBeside: true);
    }

    /// <summary>Finds out how many deliveries may be under way at once: as many as are wanted, the most, or one.</summary>
    public async Task FindConnectionsAsync(Baseline baseline, RunIdentity identity, int wanted, int max, CancellationToken cancellationToken)
    {
        if (wanted == 1 || baseline.Accepted.Count == 0 || baseline.Doubt is not null || History.CutShort is not null)
            return;
        Connections = await Concurrency.FindAsync(Run(baseline, identity, ConcurrencyName, wanted), wanted, max, cancellationToken).ConfigureAwait(false);
        _connection.Limit(Connections);
        _looks.AtOnce = Connections * LooksOfConnection;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _looks.Dispose();
    }

    private ClauseRun Run(Baseline baseline, RunIdentity identity, string clause, ConsumerHistory history, RetryingSender sender, int connections, bool isBeside = false)
    {
        var deliveries = new DeliveryFactory(_consumer.Settings, identity, clause, baseline.Identity.Seed);
        foreach (var (family, id) in baseline.Known)
            deliveries.Known[family] = id;
        return new ClauseRun(_consumer, baseline, history, deliveries, sender, _effects, _state) { Connections = connections, IsBeside = isBeside, Share = Share, FirstEvent = clause.Sum(letter => letter), HistoryLimits = HistoryLimits };
    }
}
