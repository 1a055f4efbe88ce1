using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing;

/// <summary>The consumer's <see cref="WebhookConsumer.Effects"/> failed, so nothing can be said of its effects.</summary>
public sealed class EffectsUnknownException : Exception
{
    internal EffectsUnknownException(string eventName, string entityId, Exception inner)
        : base(VisibleText.Of($"WebhookConsumer.Effects failed for {eventName} of {entityId}: {inner.Message}"), inner)
    {
    }
}
