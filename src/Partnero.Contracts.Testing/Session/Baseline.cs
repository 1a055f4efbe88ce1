using Partnero.Contracts.Testing.Cases;

namespace Partnero.Contracts.Testing.Session;

/// <summary>What valid deliveries show of a consumer before its clauses are checked.</summary>
/// <param name="Deliveries">One valid delivery of each event that is sent, and its answer, in the order of sending.</param>
/// <param name="Effective">The events whose delivery had an effect; none where effects are not given.</param>
/// <param name="EffectLatency">How long the effects took to show.</param>
/// <param name="Known">Entities that were created and are kept, by family.</param>
/// <param name="Identity">What the deliveries were made of.</param>
internal sealed record Baseline(
    IReadOnlyList<(WebhookDelivery Delivery, DeliveryAnswer Answer)> Deliveries,
    IReadOnlyList<string> Effective,
    TimeSpan EffectLatency,
    IReadOnlyDictionary<string, string> Known,
    RunIdentity Identity)
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(100);

    /// <summary>How long one look at the consumer's effects takes.</summary>
    public TimeSpan LookLatency { get; init; }

    /// <summary>Whether it takes so long until effects are seen that several clauses and cases wait for theirs together.</summary>
    public bool IsLongAwaited => EffectLatency + LookLatency > Late;

    /// <summary>The events of which a valid delivery is accepted.</summary>
    public IReadOnlyList<string> Accepted { get; } = [.. Deliveries.Where(sent => sent.Answer.IsAccepted).Select(sent => sent.Delivery.Event).Distinct()];

    /// <summary>Why the consumer at the address seems not to be the one that is meant, or not to be ready, or why its effects cannot be told apart; null where nothing speaks for it.</summary>
    public string? Doubt { get; init; }

    /// <summary>What can be said of a consumer that refuses every delivery, beside its answers; null where there is nothing.</summary>
    public string? Hint { get; init; }

    /// <summary>What the consumer logged meanwhile; null where nothing was logged.</summary>
    public string? Log { get; init; }

    /// <summary>Why not every event was sent; null where all were.</summary>
    public string? Incomplete { get; init; }

    /// <summary>How long the consumer usually takes for its answer.</summary>
    public TimeSpan AnswerLatency { get; } = Deliveries.Count == 0 ? TimeSpan.Zero : Deliveries.Select(sent => sent.Answer.Latency).Order().ElementAt(Deliveries.Count / 2);

    /// <summary>Whether the consumer lets the sender wait until it gives up.</summary>
    public bool IsSilent { get; } = Deliveries.Count > 0 && Deliveries.All(sent => sent.Answer.IsTimeout);
}
