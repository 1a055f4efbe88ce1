using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>A consumer let the sender wait until it gave up, for several deliveries in a row.</summary>
internal sealed class ConsumerSilentException(WebhookDelivery delivery, DeliveryAnswer answer) : Exception($"The consumer gave {answer.Failure}, to several deliveries in a row.")
{
    /// <summary>The last of them.</summary>
    public WebhookDelivery Delivery { get; } = delivery;

    public DeliveryAnswer Answer { get; } = answer;
}
