using Consumer.PartneroWebhooks;
using Consumer.Storage;
using Consumer.Webhooks;
using Partnero.Contracts;

namespace Consumer.Handlers;

/// <summary>
/// Keeps transactions. Their keys are not unique: each creation adds a row. An update that comes before its creation
/// opens the row (<c>created = 0</c>), and the creation takes it over.
/// </summary>
internal sealed class TransactionHandler(BillingSession session, AppliedLog applied, ILogger<TransactionHandler> logger) :
    ITransactionCreatedHandler, ITransactionUpdatedHandler, ITransactionDeletedHandler
{
    public ValueTask HandleAsync(TransactionCreated webhook, CancellationToken cancellationToken)
    {
        var tookOver = session.Execute(
            """
            UPDATE transactions SET
                created = 1, amount = coalesce(amount, $amount), currency = coalesce(currency, $currency),
                partner_id = coalesce(partner_id, $partner), customer_id = coalesce(customer_id, $customer), created_at = coalesce(created_at, $created_at)
            WHERE id = (SELECT min(id) FROM transactions WHERE key = $key AND created = 0)
            """,
            Columns(webhook.Data)) == 1;
        if (!tookOver)
            Insert(webhook, created: true);
        Record(webhook);
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(TransactionUpdated webhook, CancellationToken cancellationToken)
    {
        if (Find(webhook.Data) is not { } id)
        {
            Insert(webhook, created: false);
        }
        else if (!TryUpdate(id, webhook))
        {
            logger.LeftStale(webhook.Event, webhook.Data.Key, webhook.CreatedAt);
            return ValueTask.CompletedTask;
        }

        Record(webhook);
        return ValueTask.CompletedTask;
    }

    /// <summary>A deletion is final, whatever updates come after it.</summary>
    public ValueTask HandleAsync(TransactionDeleted webhook, CancellationToken cancellationToken)
    {
        var id = Find(webhook.Data) ?? Insert(webhook, created: false);
        session.Execute(
            "UPDATE transactions SET deleted_at = coalesce(deleted_at, $at) WHERE id = $id",
            ("id", id),
            ("at", StoredText.Of(webhook.CreatedAt)));
        Record(webhook);
        return ValueTask.CompletedTask;
    }

    /// <summary>Of several transactions with one key: the one that was created at the same time, else the newest that is not deleted.</summary>
    private long? Find(Transaction transaction) => (long?)session.Scalar(
        "SELECT id FROM transactions WHERE key = $key ORDER BY created_at IS $created_at DESC, deleted_at IS NULL DESC, id DESC LIMIT 1",
        ("key", transaction.Key),
        ("created_at", StoredText.Of(transaction.CreatedAt)));

    private long Insert(PartneroWebhook<Transaction> webhook, bool created) => (long)session.Scalar(
        """
        INSERT INTO transactions (key, amount, currency, partner_id, customer_id, created, created_at, as_of)
        VALUES ($key, $amount, $currency, $partner, $customer, $created, $created_at, $as_of) RETURNING id
        """,
        [.. Columns(webhook.Data), ("created", created), ("as_of", StoredText.Of(webhook.CreatedAt))])!;

    /// <summary>What did not come stays as it was.</summary>
    /// <returns>False where something newer is saved already.</returns>
    private bool TryUpdate(long id, PartneroWebhook<Transaction> webhook) => session.Execute(
        """
        UPDATE transactions SET
            amount = coalesce($amount, amount), currency = coalesce($currency, currency),
            partner_id = coalesce($partner, partner_id), customer_id = coalesce($customer, customer_id), as_of = $as_of
        WHERE id = $id AND as_of <= $as_of
        """,
        [.. Columns(webhook.Data), ("id", id), ("as_of", StoredText.Of(webhook.CreatedAt))]) == 1;

    private static (string Name, object? Value)[] Columns(Transaction transaction) =>
    [
        ("key", transaction.Key),
        ("amount", StoredText.Of(transaction.Amount)),
        ("currency", Currency(transaction)),
        ("partner", transaction.Partner?.Id),
        // In refer-a-friend programs the customer is who referred, and the buyer is the referred customer.
        ("customer", (transaction.ReferredCustomer ?? transaction.Customer)?.Id),
        ("created_at", StoredText.Of(transaction.CreatedAt)),
    ];

    private void Record(PartneroWebhook<Transaction> webhook) => applied.Record(new AppliedEvent
    {
        Event = webhook.Event,
        EntityId = webhook.Data.Key,
        Amount = webhook.Data.Amount,
        Currency = Currency(webhook.Data),
    });

    /// <summary>The guide shows a currency, the REST reference amount_units.</summary>
    private static string? Currency(Transaction transaction) => transaction.Currency ?? transaction.AmountUnits;
}
