namespace Partnero.Contracts.Reading;

/// <summary>The texts of envelopes that were read: a webhook sends the same address and key with each delivery, and the name of one of a few events.</summary>
/// <param name="isEvent">Whether a name is that of an event with a schema. What anybody can make up is not kept.</param>
internal sealed class EnvelopeTexts(Func<string, bool> isEvent)
{
    private const int MaxEvents = 64;
    private const int MaxWebhooks = 4;

    public KnownTexts Events { get; } = new(MaxEvents, isEvent);

    public KnownTexts Urls { get; } = new(MaxWebhooks, _ => true);

    public KnownTexts WebhookKeys { get; } = new(MaxWebhooks, _ => true);
}
