using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Billing;

/// <summary>Keeps the customers that partners referred.</summary>
internal sealed class CustomerHandler(BillingSession session) : ICustomerCreatedHandler, ICustomerUpdatedHandler, ICustomerDeletedHandler
{
    public ValueTask HandleAsync(CustomerCreated webhook, CancellationToken cancellationToken) => Save(webhook, webhook.Data.Status);

    public ValueTask HandleAsync(CustomerUpdated webhook, CancellationToken cancellationToken) => Save(webhook, webhook.Data.Status);

    public ValueTask HandleAsync(CustomerDeleted webhook, CancellationToken cancellationToken) => Save(webhook, "deleted");

    private ValueTask Save(PartneroWebhook<Customer> webhook, string? status)
    {
        var customer = webhook.Data;
        var id = customer.Id ?? customer.Key;
        session.Execute(
            """
            INSERT INTO customers (id, email, name, surname, status) VALUES ($id, $email, $name, $surname, $status)
            ON CONFLICT (id) DO UPDATE SET
                email = coalesce(excluded.email, email), name = coalesce(excluded.name, name),
                surname = coalesce(excluded.surname, surname), status = coalesce(excluded.status, status)
            """,
            ("id", id),
            ("email", customer.Email),
            ("name", customer.Name),
            ("surname", customer.Surname),
            ("status", status));
        session.Record(webhook, id, ("name", customer.Name), ("surname", customer.Surname), ("email", customer.Email));
        return ValueTask.CompletedTask;
    }
}
