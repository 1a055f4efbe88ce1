using System.Text.Json;

namespace Partnero.Contracts;

/// <summary>A verified webhook of an event that no schema describes. Nothing of it is lost.</summary>
public sealed record UnknownWebhook : PartneroWebhook
{
    private readonly string _event;

    /// <summary>Creates the webhook of an event that has no schema.</summary>
    /// <param name="event">The name of the event as the sender wrote it.</param>
    public UnknownWebhook(string @event) => _event = @event;

    /// <inheritdoc/>
    public override string Event => _event;

    /// <summary>The payload as it came.</summary>
    public required JsonElement Data { get; init; }
}
