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
        Fault = fault;
        _case = @case;
    }

    /// <summary>What goes over the wire.</summary>
    public WebhookDelivery Delivery { get; }

    /// <summary>The one fault.</summary>
    public DeliveryFault Fault { get; }

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
        return $"{Event} of {EntityId}: {Fault.What}\n  body    {(body.Length <= most ? body : $"{body[..most]}… ({Body.Length} bytes)")}{_case.TokenLine}";
    }

    /// <returns>Null where there is no delivery with such a fault.</returns>
    internal static FaultyDelivery? Draw(FixtureSettings settings, IReadOnlyList<FaultKind> kinds, Choices choices, ulong nonce, string? wanted) =>
        FaultGenerator.Draw(settings, kinds, choices, nonce, wanted) is var (delivery, fault)
            ? new FaultyDelivery(delivery, fault, new FixtureCase(ReplayKind.Faulty, settings, kinds, choices.ToArray(), nonce))
            : null;

    /// <summary>Smaller deliveries with the same fault, and no other.</summary>
    internal IEnumerable<FaultyDelivery> Shrink() => _case.Shrink((choices, nonce) =>
    {
        var smaller = Draw(_case.Settings, _case.Faults, choices, nonce, Fault.Id);
        if (smaller is not null)
            smaller._case.From = _case;
        return smaller;
    });
}
