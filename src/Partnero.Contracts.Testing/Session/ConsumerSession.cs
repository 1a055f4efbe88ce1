using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Session;

/// <summary>The connections to a consumer, for as long as it is checked.</summary>
internal sealed class ConsumerSession : IDisposable
{
    /// <summary>What ids of the baseline's entities are made from, as those of a clause are from its id; replay tokens hold it.</summary>
    private const string BaselineName = "control";

    private readonly WebhookConsumer _consumer;
    private readonly PartneroSender _connection;
    private readonly RetryingSender _sender;
    private readonly EffectsObserver _effects;
    private readonly StateObserver _state;

    public ConsumerSession(WebhookConsumer consumer, ConsumerHistory history)
    {
        _consumer = consumer;
        History = history;
        _connection = consumer.CreateSender();
        _sender = new RetryingSender(_connection, consumer.RetryLimits, history);
        _effects = new EffectsObserver(consumer);
        _state = new StateObserver(consumer);
    }

    public ConsumerHistory History { get; }

    public Task<Baseline> FindBaselineAsync(RunIdentity identity, bool isReplay, CancellationToken cancellationToken) =>
        new BaselinePhase(_consumer, new DeliveryFactory(_consumer.Settings, identity, BaselineName, identity.Seed), _sender, _effects) { IsReplay = isReplay }.RunAsync(cancellationToken);

    /// <summary>A clause's own deliveries: the same whatever other clauses were checked before.</summary>
    public ClauseRun Run(Baseline baseline, RunIdentity identity, string clause)
    {
        var deliveries = new DeliveryFactory(_consumer.Settings, identity, clause, baseline.Identity.Seed);
        foreach (var (family, id) in baseline.Known)
            deliveries.Known[family] = id;
        return new ClauseRun(_consumer, baseline, History, deliveries, _sender, _effects, _state);
    }

    public void Dispose() => _connection.Dispose();
}
