using Partnero.Contracts.Testing.Fixtures;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>The connections to a consumer and the deliveries for it, for as long as it is checked.</summary>
internal sealed class ConsumerSession : IDisposable
{
    private readonly WebhookConsumer _consumer;
    private readonly PartneroSender _sender;
    private readonly PatientSender _patient;
    private readonly DeliveryFactory _deliveries;
    private readonly EffectsObserver _effects;

    public ConsumerSession(WebhookConsumer consumer, ulong seed)
    {
        _consumer = consumer;
        _sender = new PartneroSender(consumer);
        _patient = new PatientSender(_sender);
        _deliveries = new DeliveryFactory(consumer, seed);
        _effects = new EffectsObserver(consumer);
    }

    public Task<Control> FindControlAsync(CancellationToken cancellationToken) =>
        new ControlPhase(_consumer, _deliveries, _patient, _effects).RunAsync(cancellationToken);

    public ClauseRun Run(Control control)
    {
        foreach (var (family, id) in control.Known)
            _deliveries.Known[family] = id;
        return new ClauseRun(_consumer, control, _deliveries, _patient, _effects);
    }

    public void Dispose() => _sender.Dispose();
}
