using System.Globalization;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Billing;

/// <summary>Keeps transactions. Their keys are not unique, so each creation adds one; amounts are decimals, kept as text.</summary>
internal sealed class TransactionHandler(BillingSession session) : ITransactionCreatedHandler, ITransactionUpdatedHandler, ITransactionDeletedHandler
{
    public ValueTask HandleAsync(TransactionCreated webhook, CancellationToken cancellationToken)
    {
        var transaction = webhook.Data;
        session.Execute(
            "INSERT INTO transactions (key, amount, currency, partner_id) VALUES ($key, $amount, $currency, $partner)",
            ("key", transaction.Key),
            ("amount", Text(transaction.Amount)),
            ("currency", Currency(transaction)),
            ("partner", transaction.Partner?.Id));
        session.Record(webhook, transaction.Key, ("key", transaction.Key), ("amount", transaction.Amount), ("currency", Currency(transaction)));
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(TransactionUpdated webhook, CancellationToken cancellationToken)
    {
        var transaction = webhook.Data;
        session.Execute(
            "UPDATE transactions SET amount = coalesce($amount, amount), currency = coalesce($currency, currency) WHERE key = $key",
            ("key", transaction.Key),
            ("amount", Text(transaction.Amount)),
            ("currency", Currency(transaction)));
        session.Record(webhook, transaction.Key, ("key", transaction.Key), ("amount", transaction.Amount), ("currency", Currency(transaction)));
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(TransactionDeleted webhook, CancellationToken cancellationToken)
    {
        session.Execute("UPDATE transactions SET deleted = 1 WHERE key = $key", ("key", webhook.Data.Key));
        session.Record(webhook, webhook.Data.Key, ("key", webhook.Data.Key), ("amount", webhook.Data.Amount));
        return ValueTask.CompletedTask;
    }

    /// <summary>The guide shows a currency, the REST reference amount_units.</summary>
    private static string? Currency(Transaction transaction) => transaction.Currency ?? transaction.AmountUnits;

    private static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);
}
