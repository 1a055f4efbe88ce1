using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing;

/// <summary>A delivery as Partnero could send it: its payload is valid by its schema, its bytes are PHP's, and it is signed.</summary>
public sealed record ValidDelivery
{
    private readonly FixtureCase _case;

    private ValidDelivery(WebhookDelivery delivery, FixtureCase @case)
    {
        Delivery = delivery;
        _case = @case;
    }

    /// <summary>What goes over the wire.</summary>
    public WebhookDelivery Delivery { get; }

    /// <summary>The name of the event.</summary>
    public string Event => Delivery.Event;

    /// <summary>The entity that the event is about.</summary>
    public string EntityId => Delivery.EntityId;

    /// <summary>The raw bytes of the body.</summary>
    public ReadOnlyMemory<byte> Body => Delivery.Body;

    /// <summary>The value of the Signature header.</summary>
    public string Signature => Delivery.Signature ?? "";

    /// <summary>What makes the same delivery again, in any test and on any machine.</summary>
    public string Replay => _case.Token;

    /// <summary>The delivery that a token was printed with.</summary>
    /// <param name="token">The token.</param>
    /// <param name="settings">Gives the secret and the schemas.</param>
    /// <exception cref="FormatException">It is no token of a valid delivery; the message says what it is.</exception>
    public static ValidDelivery OfToken(string token, FixtureSettings? settings = null)
    {
        var @case = FixtureCase.Of(token, ReplayKind.Valid, settings);
        return @case.Replay((choices, nonce) => Draw(@case.Settings, choices, nonce));
    }

    /// <summary>The delivery itself.</summary>
    public static implicit operator WebhookDelivery(ValidDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.Delivery;
    }

    /// <summary>The delivery itself.</summary>
    public WebhookDelivery ToWebhookDelivery() => Delivery;

    /// <summary>The event, the body and the replay token.</summary>
    public override string ToString() => $"{Event} of {EntityId}\n  body    {Delivery.BodyText}{_case.TokenLine}";

    internal static ValidDelivery Draw(FixtureSettings settings, Choices choices, ulong nonce)
    {
        var delivery = BodyGenerator.Draw(settings, choices, nonce);
        return new ValidDelivery(delivery, new FixtureCase(ReplayKind.Valid, settings, [], choices.ToArray(), nonce));
    }

    /// <summary>Smaller deliveries that are valid and signed as well.</summary>
    internal IEnumerable<ValidDelivery> Shrink() => _case.Shrink((choices, nonce) =>
    {
        var smaller = Draw(_case.Settings, choices, nonce);
        smaller._case.From = _case;
        return smaller;
    });
}
