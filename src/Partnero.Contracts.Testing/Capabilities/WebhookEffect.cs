namespace Partnero.Contracts.Testing;

/// <summary>One committed application of one delivery, as the consumer recorded it.</summary>
public sealed record WebhookEffect
{
    /// <summary>What was recorded, under the payload's own names; empty where only the application itself is known.</summary>
    public IReadOnlyDictionary<string, object?> Fields { get; init; } = new Dictionary<string, object?>();
}
