using Partnero.Contracts.Testing.Fixtures;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>What valid deliveries show of a consumer before its clauses are checked.</summary>
/// <param name="Deliveries">One valid delivery of each event that is sent, and its answer, in the order of sending.</param>
/// <param name="Effective">The events whose delivery had an effect; none where effects are not given.</param>
/// <param name="EffectLatency">How long the effects took to show.</param>
/// <param name="Known">Entities that were created and are kept, by family.</param>
/// <param name="Identity">What the deliveries were made of.</param>
internal sealed record Control(
    IReadOnlyList<(WebhookDelivery Delivery, DeliveryAnswer Answer)> Deliveries,
    IReadOnlyList<string> Effective,
    TimeSpan EffectLatency,
    IReadOnlyDictionary<string, string> Known,
    RunIdentity Identity)
{
    /// <summary>The events of which a valid delivery is accepted.</summary>
    public IReadOnlyList<string> Accepted { get; } = [.. Deliveries.Where(sent => sent.Answer.IsAccepted).Select(sent => sent.Delivery.Event).Distinct()];

    /// <summary>
    /// Whether every valid delivery that was judged was refused with a 4xx, also one that stays the same when it is read and written again:
    /// then the consumer has another secret, or is another program.
    /// </summary>
    public bool IsSecretDoubtful { get; init; }

    /// <summary>Why nothing more can be found out of the consumer, since it stopped to answer; null while it answers.</summary>
    public string? Silence { get; set; }

    /// <summary>Whether the consumer asked to be tried later, each time it was tried.</summary>
    public bool IsAlwaysLater { get; } = Deliveries.Count > 0 && Deliveries.All(sent => sent.Answer.IsLater);

    /// <summary>Whether the consumer lets the sender wait until it gives up.</summary>
    public bool IsSilent { get; } = Deliveries.Count > 0 && Deliveries.All(sent => sent.Answer.IsTimeout);
}
