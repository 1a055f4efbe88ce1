using Consumer.PartneroWebhooks;
using Consumer.Storage;
using Consumer.Webhooks;

namespace Consumer.Handlers;

/// <summary>Keeps the customers that partners referred. This service handles no other event of theirs, so there is no order to keep.</summary>
internal sealed class CustomerHandler(BillingSession session, AppliedLog applied) : ICustomerCreatedHandler
{
    public async ValueTask HandleAsync(CustomerCreated webhook, CancellationToken cancellationToken)
    {
        var customer = webhook.Data;
        // In affiliate programs Partnero's API names customers by their key.
        var id = customer.Id ?? customer.Key;
        await session.ExecuteAsync(
            $"""
            INSERT INTO customers (id, email, name, surname, status, partner_id)
            VALUES ({id}, {customer.Email}, {customer.Name}, {customer.Surname}, {customer.Status}, {customer.Partner?.Id})
            ON CONFLICT (id) DO UPDATE SET
                email = coalesce(excluded.email, customers.email), name = coalesce(excluded.name, customers.name),
                surname = coalesce(excluded.surname, customers.surname), status = coalesce(excluded.status, customers.status),
                partner_id = coalesce(excluded.partner_id, customers.partner_id)
            """,
            cancellationToken);
        var entry = new AppliedEvent
        {
            Event = webhook.Event,
            EntityId = id,
            Email = customer.Email,
            Name = customer.Name,
            Surname = customer.Surname,
            Status = customer.Status,
        };
        await applied.RecordAsync(entry, cancellationToken);
    }
}
