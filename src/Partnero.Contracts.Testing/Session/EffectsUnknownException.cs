using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Session;

/// <summary>The consumer's <see cref="WebhookConsumer.Effects"/> failed, so nothing can be said of its effects.</summary>
internal sealed class EffectsUnknownException : ContractUndecidedException
{
    internal EffectsUnknownException(string eventName, string entityId, Exception inner)
        : base(VisibleText.Of($"WebhookConsumer.Effects failed for {eventName} of {entityId}: {inner.Message}"), inner)
    {
    }
}
