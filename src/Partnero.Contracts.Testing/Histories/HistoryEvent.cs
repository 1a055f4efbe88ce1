namespace Partnero.Contracts.Testing.Histories;

/// <summary>One event of a history: what happened to an entity, and how often it was sent.</summary>
/// <param name="Number">Its place among the events in the order in which they happened.</param>
/// <param name="Delivery">The delivery, in which nothing is unusual: forgeries are made of it.</param>
/// <param name="Sent">What goes over the wire: the same bytes and signature, now and then in an unusual way.</param>
/// <param name="IsCreation">Whether its entity's life begins with it.</param>
internal sealed record HistoryEvent(int Number, WebhookDelivery Delivery, WebhookDelivery Sent, bool IsCreation)
{
    /// <summary>The entity that it is about.</summary>
    public string Entity => Delivery.EntityId;

    /// <summary>Events with one key are counted together: a consumer's effects are asked for by it.</summary>
    public (string Event, string Entity) Key => (Delivery.Event, Delivery.EntityId);
}
