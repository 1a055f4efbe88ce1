namespace Partnero.Contracts.Specimens.Billing;

/// <summary>Writes the log of applied events, in the transaction of the change itself.</summary>
internal static class Applied
{
    public static void Record(this BillingSession session, PartneroWebhook webhook, string entityId) => session.Execute(
        "INSERT INTO applied (event, entity_id, applied_at) VALUES ($event, $id, $at)",
        ("event", webhook.Event),
        ("id", entityId),
        ("at", webhook.CreatedAt.ToString("O")));
}
