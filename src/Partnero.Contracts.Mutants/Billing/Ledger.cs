using System.Text.Json;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants.Billing;

/// <summary>The log of applied events: what the contract asks for effects.</summary>
public sealed class Ledger(BillingDatabase database)
{
    /// <summary>Finds the committed applications of an event to an entity.</summary>
    public Task<IReadOnlyList<WebhookEffect>> FindAsync(string eventName, string entityId, CancellationToken cancellationToken)
    {
        using var session = new BillingSession(database);
        var rows = session.Texts("SELECT fields FROM applied WHERE event = $event AND entity_id = $id", ("event", eventName), ("id", entityId));
        return Task.FromResult<IReadOnlyList<WebhookEffect>>([.. rows.Select(Read)]);
    }

    private static WebhookEffect Read(string fields)
    {
        using var document = JsonDocument.Parse(fields);
        return new WebhookEffect { Fields = document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => (object?)field.Value.Clone()) };
    }
}
