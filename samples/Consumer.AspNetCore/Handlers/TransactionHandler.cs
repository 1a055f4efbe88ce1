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
    public async ValueTask HandleAsync(TransactionCreated webhook, CancellationToken cancellationToken)
    {
        var transaction = webhook.Data;
        await TakeTurnAsync(transaction, cancellationToken);
        var tookOver = await session.ExecuteAsync(
            $"""
            UPDATE transactions SET
                created = 1, amount = coalesce(amount, {StoredText.Of(transaction.Amount)}), currency = coalesce(currency, {Currency(transaction)}),
                partner_id = coalesce(partner_id, {transaction.Partner?.Id}), customer_id = coalesce(customer_id, {Buyer(transaction)}),
                created_at = coalesce(created_at, {StoredText.Of(transaction.CreatedAt)})
            WHERE id = (SELECT min(id) FROM transactions WHERE key = {transaction.Key} AND created = 0)
            """,
            cancellationToken) == 1;
        if (!tookOver)
            await InsertAsync(webhook, created: 1, cancellationToken);
        await RecordAsync(webhook, cancellationToken);
    }

    public async ValueTask HandleAsync(TransactionUpdated webhook, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(webhook.Data, cancellationToken);
        if (await FindAsync(webhook.Data, cancellationToken) is not [var id])
        {
            await InsertAsync(webhook, created: 0, cancellationToken);
        }
        else if (!await TryUpdateAsync(id, webhook, cancellationToken))
        {
            logger.LeftStale(webhook.Event, webhook.Data.Key, webhook.CreatedAt);
            return;
        }

        await RecordAsync(webhook, cancellationToken);
    }

    /// <summary>A deletion is final, whatever updates come after it.</summary>
    public async ValueTask HandleAsync(TransactionDeleted webhook, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(webhook.Data, cancellationToken);
        var id = await FindAsync(webhook.Data, cancellationToken) is [var found] ? found : await InsertAsync(webhook, created: 0, cancellationToken);
        await session.ExecuteAsync($"UPDATE transactions SET deleted_at = coalesce(deleted_at, {StoredText.Of(webhook.CreatedAt)}) WHERE id = {id}", cancellationToken);
        await RecordAsync(webhook, cancellationToken);
    }

    /// <summary>
    /// Events of one key go one after the other, in all processes: two at once would both find no row, and each add one. Whoever comes first writes
    /// the row of the key, and the others wait for its commit.
    /// </summary>
    private async Task TakeTurnAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Key is { } key)
            await session.ExecuteAsync($"INSERT INTO transaction_keys (key) VALUES ({key}) ON CONFLICT (key) DO UPDATE SET key = excluded.key", cancellationToken);
    }

    /// <summary>Of several transactions with one key: the one that was created at the same time, else the newest that is not deleted.</summary>
    private Task<IReadOnlyList<long>> FindAsync(Transaction transaction, CancellationToken cancellationToken) => session.QueryAsync(
        $"""
        SELECT id FROM transactions WHERE key = {transaction.Key}
        ORDER BY created_at IS NOT DISTINCT FROM {StoredText.Of(transaction.CreatedAt)} DESC, deleted_at IS NULL DESC, id DESC LIMIT 1
        """,
        row => row.GetInt64(0),
        cancellationToken);

    private async Task<long> InsertAsync(PartneroWebhook<Transaction> webhook, int created, CancellationToken cancellationToken)
    {
        var transaction = webhook.Data;
        var inserted = await session.QueryAsync(
            $"""
            INSERT INTO transactions (key, amount, currency, partner_id, customer_id, created, created_at, as_of)
            VALUES ({transaction.Key}, {StoredText.Of(transaction.Amount)}, {Currency(transaction)}, {transaction.Partner?.Id}, {Buyer(transaction)},
                {created}, {StoredText.Of(transaction.CreatedAt)}, {StoredText.Of(webhook.CreatedAt)})
            RETURNING id
            """,
            row => row.GetInt64(0),
            cancellationToken);
        return inserted[0];
    }

    /// <summary>What did not come stays as it was.</summary>
    /// <returns>False where something newer is saved already.</returns>
    private async Task<bool> TryUpdateAsync(long id, PartneroWebhook<Transaction> webhook, CancellationToken cancellationToken)
    {
        var transaction = webhook.Data;
        var asOf = StoredText.Of(webhook.CreatedAt);
        return await session.ExecuteAsync(
            $"""
            UPDATE transactions SET
                amount = coalesce({StoredText.Of(transaction.Amount)}, amount), currency = coalesce({Currency(transaction)}, currency),
                partner_id = coalesce({transaction.Partner?.Id}, partner_id), customer_id = coalesce({Buyer(transaction)}, customer_id), as_of = {asOf}
            WHERE id = {id} AND as_of <= {asOf}
            """,
            cancellationToken) == 1;
    }

    private Task RecordAsync(PartneroWebhook<Transaction> webhook, CancellationToken cancellationToken)
    {
        var entry = new AppliedEvent
        {
            Event = webhook.Event,
            EntityId = webhook.Data.Key,
            Amount = webhook.Data.Amount,
            Currency = Currency(webhook.Data),
        };
        return applied.RecordAsync(entry, cancellationToken);
    }

    /// <summary>In refer-a-friend programs the customer is who referred, and the buyer is the referred customer.</summary>
    private static string? Buyer(Transaction transaction) => (transaction.ReferredCustomer ?? transaction.Customer)?.Id;

    /// <summary>The guide shows a currency, the REST reference amount_units.</summary>
    private static string? Currency(Transaction transaction) => transaction.Currency ?? transaction.AmountUnits;
}
