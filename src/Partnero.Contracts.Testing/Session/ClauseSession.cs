using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing;

/// <summary>What the check of a clause of your own works with: it makes deliveries, sends them, and looks at what the consumer did.</summary>
/// <remarks>
/// A delivery that the consumer puts off with 429 or 503 is sent again a few times, as for every clause. What ends a run, such as a consumer that
/// is gone, is thrown and told in the report: let it pass.
/// </remarks>
public sealed class ClauseSession
{
    private readonly ClauseRun _run;

    internal ClauseSession(ClauseRun run) => _run = run;

    /// <summary>The consumer.</summary>
    public WebhookConsumer Consumer => _run.Consumer;

    /// <summary>The events of which the consumer accepts a valid delivery; there is one at least.</summary>
    public IReadOnlyList<string> Accepted => _run.Baseline.Accepted;

    /// <summary>Those whose delivery had an effect; none where effects cannot be seen.</summary>
    public IReadOnlyList<string> Effective => _run.Baseline.Effective;

    /// <summary>A valid, signed delivery about an entity of its own, which has been created first where the event needs that.</summary>
    /// <param name="eventName">One of <see cref="Accepted"/>, or any other with a schema.</param>
    /// <param name="change">Changes the body before it is signed, such as <c>body => body.With("/data/amount", 0.1)</c>; then see to it yourself that it is one that the sender could send.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">No schema describes the event.</exception>
    public async Task<WebhookDelivery> PrepareAsync(string eventName, Func<DeliveryBuilder, DeliveryBuilder>? change = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        _ = Consumer.Schemas.Of(eventName);
        var delivery = await _run.PrepareAsync(eventName, cancellationToken).ConfigureAwait(false);
        return change is null ? delivery : Changed(delivery, change);
    }

    /// <summary>Another valid, signed delivery about the entity of one, such as its update.</summary>
    /// <param name="delivery">One about the entity.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="change">Changes the body before it is signed.</param>
    public WebhookDelivery Next(WebhookDelivery delivery, string eventName, Func<DeliveryBuilder, DeliveryBuilder>? change = null)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(eventName);
        _ = Consumer.Schemas.Of(eventName);
        var next = _run.Deliveries.Valid(eventName, delivery.EntityId);
        return change is null ? next : Changed(next, change);
    }

    /// <summary>Sends a delivery as the sender does, and answers what came of it.</summary>
    public Task<DeliveryAnswer> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return _run.SendAsync(delivery, cancellationToken);
    }

    /// <summary>Sends deliveries at the same moment, each once, and answers what came of each.</summary>
    public Task<IReadOnlyList<DeliveryAnswer>> RaceAsync(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        return deliveries.Count > 0 ? _run.SendTogetherAsync(deliveries, cancellationToken) : Task.FromResult<IReadOnlyList<DeliveryAnswer>>([]);
    }

    /// <summary>The effects that the delivery's event has on its entity now, without a wait.</summary>
    /// <exception cref="InvalidOperationException">The clause does not say that it needs effects.</exception>
    public Task<IReadOnlyList<WebhookEffect>> LookAsync(WebhookDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        EnsureEffects();
        return _run.Effects.FindAsync(delivery, cancellationToken);
    }

    /// <summary>Waits for the effect of a delivery, as long as the consumer may take for one.</summary>
    /// <returns>Whether it came.</returns>
    /// <exception cref="InvalidOperationException">The clause does not say that it needs effects.</exception>
    public Task<bool> WaitForEffectAsync(WebhookDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        EnsureEffects();
        return _run.Effects.WaitForAsync(delivery, cancellationToken);
    }

    /// <summary>Waits until all that was sent has surely been worked on, so that what is not there by then does not come, and what comes twice has come twice.</summary>
    /// <exception cref="InvalidOperationException">The clause does not say that it needs effects.</exception>
    public Task SettleAsync(CancellationToken cancellationToken = default)
    {
        EnsureEffects();
        return _run.SettleAsync(cancellationToken);
    }

    /// <summary>Has the next attempts to apply the delivery's event to its entity fail.</summary>
    /// <param name="delivery">The delivery, before it is sent.</param>
    /// <param name="times">How many attempts.</param>
    /// <param name="point">Where in the consumer's work.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">The clause does not say that it needs this.</exception>
    public Task FailAsync(WebhookDelivery delivery, int times = 1, FailurePoint point = FailurePoint.BeforeEffect, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        Ensure(Consumer.FailFor is not null, nameof(WebhookConsumer.FailFor));
        return _run.Switches.FailAsync(delivery, times, point, cancellationToken);
    }

    /// <summary>Moves the consumer's clock on; what is made next happens so much later.</summary>
    /// <exception cref="InvalidOperationException">The clause does not say that it needs this.</exception>
    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default)
    {
        Ensure(Consumer.Clock is not null, nameof(WebhookConsumer.Clock));
        return _run.Switches.AdvanceAsync(by, cancellationToken);
    }

    /// <summary>Restarts the consumer, and goes on at the address where it then listens.</summary>
    /// <exception cref="InvalidOperationException">The clause does not say that it needs this.</exception>
    public Task RestartAsync(CancellationToken cancellationToken = default)
    {
        Ensure(Consumer.Restart is not null, nameof(WebhookConsumer.Restart));
        return _run.Switches.RestartAsync(cancellationToken);
    }

    /// <summary>The same delivery, which goes to the other replica (<see cref="WebhookConsumer.Replica"/>).</summary>
    /// <exception cref="InvalidOperationException">The clause does not say that it needs this.</exception>
    public WebhookDelivery ToReplica(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        Ensure(Consumer.Replica is not null, nameof(WebhookConsumer.Replica));
        return delivery with { Address = Consumer.Replica };
    }

    /// <summary>Has the consumer take deliveries that are signed with one of these secrets, and no others. Set it back to <see cref="WebhookConsumer.Secret"/> at the end.</summary>
    /// <exception cref="InvalidOperationException">The clause does not say that it needs this.</exception>
    public Task SetSecretsAsync(IReadOnlyList<string> secrets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        Ensure(Consumer.SetSecrets is not null, nameof(WebhookConsumer.SetSecrets));
        return _run.Switches.SetSecretsAsync(secrets, cancellationToken);
    }

    private WebhookDelivery Changed(WebhookDelivery delivery, Func<DeliveryBuilder, DeliveryBuilder> change)
    {
        var changed = change(new DeliveryBuilder(Consumer.Settings, delivery.Event, delivery.Tree!)).Signed();
        return changed.EntityId.Length > 0 ? changed : changed with { EntityId = delivery.EntityId };
    }

    private void EnsureEffects() => Ensure(Consumer.Effects is not null, nameof(WebhookConsumer.Effects));

    private static void Ensure(bool isGiven, string name)
    {
        if (!isGiven)
            throw new InvalidOperationException($"The consumer gives no {name}. Have the clause say that it needs it (WebhookClause.Needs): it is then not exercised for such a consumer.");
    }
}
