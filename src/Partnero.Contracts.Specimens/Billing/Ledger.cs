using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Specimens.Billing;

/// <summary>The log of applied events: what the contract asks for effects.</summary>
public sealed class Ledger(BillingDatabase database)
{
    /// <summary>Finds the committed applications of an event to an entity.</summary>
    public Task<IReadOnlyList<WebhookEffect>> FindAsync(string eventName, string entityId, CancellationToken cancellationToken)
    {
        using var session = new BillingSession(database);
        var count = session.Count("SELECT count(*) FROM applied WHERE event = $event AND entity_id = $id", ("event", eventName), ("id", entityId));
        return Task.FromResult<IReadOnlyList<WebhookEffect>>([.. Enumerable.Range(0, (int)count).Select(_ => new WebhookEffect())]);
    }
}
