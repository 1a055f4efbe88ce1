using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Session;

/// <summary>The connections to a consumer, for as long as it is checked.</summary>
internal sealed class ConsumerSession : IDisposable
{
    private const string BaselineScopeName = "control";

    private readonly WebhookConsumer _consumer;
    private readonly PartneroSender _sender;
    private readonly PatientSender _patient;
    private readonly EffectsObserver _effects;

    public ConsumerSession(WebhookConsumer consumer, ConsumerHistory history)
    {
        _consumer = consumer;
        History = history;
        _sender = consumer.CreateSender();
        _patient = new PatientSender(_sender, consumer.SendingPatience, history);
        _effects = new EffectsObserver(consumer);
    }

    public ConsumerHistory History { get; }

    public Task<Baseline> FindBaselineAsync(RunIdentity identity, bool isReplay, CancellationToken cancellationToken) =>
        new BaselinePhase(_consumer, new DeliveryFactory(_consumer.Settings, identity, BaselineScopeName, identity.Seed), _patient, _effects) { IsReplay = isReplay }.RunAsync(cancellationToken);

    /// <summary>A clause's own deliveries: the same whatever other clauses were checked before.</summary>
    public ClauseRun Run(Baseline baseline, RunIdentity identity, string clause)
    {
        var deliveries = new DeliveryFactory(_consumer.Settings, identity, clause, baseline.Identity.Seed);
        foreach (var (family, id) in baseline.Known)
            deliveries.Known[family] = id;
        return new ClauseRun(_consumer, baseline, History, deliveries, _patient, _effects);
    }

    public void Dispose() => _sender.Dispose();
}
