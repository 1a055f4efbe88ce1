using Consumer.PartneroWebhooks;
using Consumer.Storage;
using Consumer.Webhooks;

namespace Consumer.Handlers;

/// <summary>Keeps the customers that partners referred. This service handles no other event of theirs, so there is no order to keep.</summary>
internal sealed class CustomerHandler(BillingSession session, AppliedLog applied) : ICustomerCreatedHandler
{
    public ValueTask HandleAsync(CustomerCreated webhook, CancellationToken cancellationToken)
    {
        var customer = webhook.Data;
        // In affiliate programs Partnero's API names customers by their key.
        var id = customer.Id ?? customer.Key;
        session.Execute(
            """
            INSERT INTO customers (id, email, name, surname, status, partner_id) VALUES ($id, $email, $name, $surname, $status, $partner)
            ON CONFLICT (id) DO UPDATE SET
                email = coalesce(excluded.email, email), name = coalesce(excluded.name, name), surname = coalesce(excluded.surname, surname),
                status = coalesce(excluded.status, status), partner_id = coalesce(excluded.partner_id, partner_id)
            """,
            ("id", id),
            ("email", customer.Email),
            ("name", customer.Name),
            ("surname", customer.Surname),
            ("status", customer.Status),
            ("partner", customer.Partner?.Id));
        applied.Record(new AppliedEvent
        {
            Event = webhook.Event,
            EntityId = id,
            Email = customer.Email,
            Name = customer.Name,
            Surname = customer.Surname,
            Status = customer.Status,
        });
        return ValueTask.CompletedTask;
    }
}
