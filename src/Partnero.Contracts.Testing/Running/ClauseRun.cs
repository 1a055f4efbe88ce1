using Partnero.Contracts.Testing.Fixtures;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>What a clause's check works with: the consumer, what is known of it, and the means to send and to look.</summary>
internal sealed class ClauseRun(WebhookConsumer consumer, Control control, DeliveryFactory factory, PatientSender sender, EffectsObserver effects)
{
    public WebhookConsumer Consumer { get; } = consumer;

    public Control Control { get; } = control;

    /// <summary>Where the consumer listens now.</summary>
    public Uri Address => sender.Address;

    public DeliveryFactory Deliveries { get; } = factory;

    public EffectsObserver Effects { get; } = effects;

    /// <summary>An event of which a valid delivery is accepted; one that has effects, if there is one.</summary>
    public string AnyEvent => Control.Effective.Count > 0 ? Control.Effective[0] : Control.Accepted[0];

    public Task<DeliveryAnswer> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken) => sender.SendAsync(delivery, cancellationToken);

    /// <summary>Sends one attempt, whatever the answer is: also 429 and 503 end it.</summary>
    public Task<DeliveryAnswer> AttemptAsync(WebhookDelivery delivery, CancellationToken cancellationToken) => sender.SendOnceAsync(delivery, cancellationToken);

    /// <summary>Restarts the consumer, and goes on at the address where it then listens.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken) => sender.MoveTo(await Consumer.Restart!(cancellationToken).ConfigureAwait(false));

    /// <summary>Moves the consumer's clock on; what is sent next happens so much later.</summary>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        await Consumer.Clock!.AdvanceAsync(by, cancellationToken).ConfigureAwait(false);
        Deliveries.Advance(by);
    }

    public Task<IReadOnlyList<DeliveryAnswer>> SendTogetherAsync(WebhookDelivery delivery, int times, CancellationToken cancellationToken) =>
        sender.SendTogetherAsync(delivery, times, cancellationToken);

    /// <summary>A valid delivery of an event for an entity of its own, which has been created first where the event needs that.</summary>
    public async Task<WebhookDelivery> PrepareAsync(
        string @event, CancellationToken cancellationToken, Func<Php.PhpArray, Php.PhpArray>? change = null, Func<Php.PhpArray, Php.PhpArray>? changeEnvelope = null)
    {
        var id = Deliveries.NewId(@event);
        await CreateAsync(@event, id, cancellationToken).ConfigureAwait(false);
        return Deliveries.Valid(@event, id, change, changeEnvelope);
    }

    /// <summary>Has the entity created that an event is about, unless the event is its creation or the consumer takes none.</summary>
    public async Task CreateAsync(string @event, string id, CancellationToken cancellationToken)
    {
        var created = DeliveryFactory.Family(@event) + ".created";
        if (@event != created && Control.Accepted.Contains(created))
            await SendAsync(Deliveries.Valid(created, id), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the consumer, which was silent for some deliveries, still answers a valid one; if not, why nothing more can be found out.</summary>
    public async Task<string?> FindSilenceAsync(CancellationToken cancellationToken)
    {
        if (Control.Accepted.Count == 0)
            return null;
        try
        {
            var answer = await sender.SendOnceAsync(Deliveries.Valid(AnyEvent), cancellationToken).ConfigureAwait(false);
            return answer.IsTimeout ? "The consumer no longer answers." : null;
        }
        catch (ConsumerUnreachableException fault)
        {
            return fault.Message;
        }
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
        await Effects.QuietAsync(Control.EffectLatency, cancellationToken).ConfigureAwait(false);
    }
}
