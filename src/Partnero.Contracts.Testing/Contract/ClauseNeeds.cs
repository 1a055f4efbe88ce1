namespace Partnero.Contracts.Testing;

/// <summary>What a clause needs of a consumer beyond its address and secret.</summary>
[Flags]
public enum ClauseNeeds
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary><see cref="WebhookConsumer.Effects"/>.</summary>
    Effects = 1,

    /// <summary><see cref="WebhookConsumer.FailFor"/>.</summary>
    FailFor = 2,

    /// <summary><see cref="WebhookConsumer.Clock"/>.</summary>
    Clock = 4,

    /// <summary><see cref="WebhookConsumer.Restart"/>.</summary>
    Restart = 8,
}
