using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Replay;

namespace Partnero.Contracts.Testing;

/// <summary>A delivery with exactly one fault, which it names: in its signature, in its payload, or in its bytes.</summary>
public sealed record FaultyDelivery
{
    private readonly FixtureCase _case;

    private FaultyDelivery(WebhookDelivery delivery, DeliveryFault fault, FixtureCase @case)
    {
        Delivery = delivery;
        Injected = fault;
        _case = @case;
    }

    /// <summary>What goes over the wire.</summary>
    public WebhookDelivery Delivery { get; }

    /// <summary>What the fault is in.</summary>
    public FaultKind Kind => Injected.Kind;

    /// <summary>The one fault, in words: what was done.</summary>
    public string Fault => Injected.What;

    /// <summary>What tells the fault from others: the id of one in the signature or in the bytes; of one in the payload, keyword and place in the schema.</summary>
    public string FaultId => Injected.Id;

    /// <summary>Of a fault in the payload: where, as a JSON pointer into the body; for a property that is missing or too many, that of its object.</summary>
    public string? Pointer => Injected.Pointer;

    /// <summary>Of a fault in the payload: the keyword of the schema that is broken.</summary>
    public string? Keyword => Injected.Keyword;

    /// <summary>
    /// Whether a sound consumer refuses it, and makes no effect of it, since nobody who knows the secret signed it. Any other it survives:
    /// it does not fail, and goes on with the next; whether it takes it is its own affair.
    /// </summary>
    public bool MustBeRefused => Injected.Expected == ExpectedAnswer.Refused;

    /// <summary>The fault, as it was injected.</summary>
    internal DeliveryFault Injected { get; }

    /// <summary>The name of the event.</summary>
    public string Event => Delivery.Event;

    /// <summary>The entity that the event is about.</summary>
    public string EntityId => Delivery.EntityId;

    /// <summary>The raw bytes of the body.</summary>
    public ReadOnlyMemory<byte> Body => Delivery.Body;

    /// <summary>The value of the Signature header; null if absent.</summary>
    public string? Signature => Delivery.Signature;

    /// <summary>What makes the same delivery again, in any test and on any machine.</summary>
    public string Replay => _case.Token;

    /// <summary>The delivery that a token was printed with.</summary>
    /// <param name="token">The token.</param>
    /// <param name="settings">Gives the secret and the schemas.</param>
    /// <exception cref="FormatException">It is no token of a faulty delivery; the message says what it is.</exception>
    public static FaultyDelivery OfToken(string token, FixtureSettings? settings = null)
    {
        var @case = FixtureCase.Of(token, ReplayKind.Faulty, settings);
        return @case.Replay((choices, nonce) => Draw(@case.Settings, @case.Faults, choices, nonce, null));
    }

    /// <summary>The delivery itself.</summary>
    public static implicit operator WebhookDelivery(FaultyDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.Delivery;
    }

    /// <summary>The delivery itself.</summary>
    public WebhookDelivery ToWebhookDelivery() => Delivery;

    /// <summary>The event, the fault, the body and the replay token.</summary>
    public override string ToString()
    {
        const int most = 2_000;
        var body = Delivery.BodyText;
        return $"{Event} of {EntityId}: {Fault}\n  body    {(body.Length <= most ? body : $"{body[..most]}… ({Body.Length} bytes)")}{_case.TokenLine}";
    }

    /// <returns>Null where there is no delivery with such a fault.</returns>
    internal static FaultyDelivery? Draw(FixtureSettings settings, IReadOnlyList<FaultKind> kinds, Choices choices, ulong nonce, string? wanted) =>
        FaultGenerator.Draw(settings, kinds, choices, nonce, wanted) is var (delivery, fault)
            ? new FaultyDelivery(delivery, fault, new FixtureCase(ReplayKind.Faulty, settings, kinds, choices.ToArray(), nonce))
            : null;

    /// <summary>Smaller deliveries with the same fault, and no other.</summary>
    internal IEnumerable<FaultyDelivery> Shrink() => _case.Shrink((choices, nonce) =>
    {
        var smaller = Draw(_case.Settings, _case.Faults, choices, nonce, FaultId);
        if (smaller is not null)
            smaller._case.From = _case;
        return smaller;
    });
}
