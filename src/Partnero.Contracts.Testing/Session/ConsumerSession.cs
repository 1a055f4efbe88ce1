using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Session;

/// <summary>The connections to a consumer, for as long as it is checked.</summary>
internal sealed class ConsumerSession : IDisposable
{
    private const string ControlScope = "control";

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

    public Task<Control> FindControlAsync(RunIdentity identity, bool isReplay, CancellationToken cancellationToken) =>
        new ControlPhase(_consumer, new DeliveryFactory(_consumer.Settings, identity, ControlScope, identity.Seed), _patient, _effects) { IsReplay = isReplay }.RunAsync(cancellationToken);

    /// <summary>A clause's own deliveries: the same whatever other clauses were checked before.</summary>
    public ClauseRun Run(Control control, RunIdentity identity, string clause)
    {
        var deliveries = new DeliveryFactory(_consumer.Settings, identity, clause, control.Identity.Seed);
        foreach (var (family, id) in control.Known)
            deliveries.Known[family] = id;
        return new ClauseRun(_consumer, control, History, deliveries, _patient, _effects);
    }

    public void Dispose() => _sender.Dispose();
}
