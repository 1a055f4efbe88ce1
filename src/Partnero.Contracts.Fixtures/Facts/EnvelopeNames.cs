namespace Partnero.Contracts.Testing.Facts;

/// <summary>What the fields of a body are called, in the order in which they are written.</summary>
internal sealed record EnvelopeNames
{
    /// <summary>The name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>The consumer's address; null where no body holds it.</summary>
    public string? Url { get; init; }

    /// <summary>The key of the webhook; null where no body holds it.</summary>
    public string? WebhookKey { get; init; }

    /// <summary>When the event was dispatched.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>What the event is about.</summary>
    public required string Data { get; init; }
}
