using Consumer.PartneroWebhooks;
using Consumer.Storage;
using Consumer.Webhooks;
using Partnero.Contracts;

namespace Consumer.Handlers;

/// <summary>
/// Keeps what partners earned. Approval and payment each have a column: whichever comes first, neither undoes the other.
/// A reward may come without an id, with its transaction's key alone. One key may stand for several rewards, so each such event has a row of its own.
/// </summary>
internal sealed class RewardHandler(BillingSession session, AppliedLog applied) : IRewardApprovedHandler, IRewardPaidHandler
{
    public ValueTask HandleAsync(RewardApproved webhook, CancellationToken cancellationToken) =>
        Save(webhook, approvedAt: webhook.Data.ApprovedAt ?? webhook.CreatedAt, paidAt: null);

    public ValueTask HandleAsync(RewardPaid webhook, CancellationToken cancellationToken) =>
        Save(webhook, webhook.Data.ApprovedAt, paidAt: webhook.Data.PaidAt ?? webhook.CreatedAt);

    private ValueTask Save(PartneroWebhook<Reward> webhook, DateTimeOffset? approvedAt, DateTimeOffset? paidAt)
    {
        var reward = webhook.Data;
        // The newer event's word counts; the older one fills the gaps.
        session.Execute(
            """
            INSERT INTO rewards (id, amount, currency, partner_id, transaction_key, as_of, approved_at, paid_at)
            VALUES ($id, $amount, $currency, $partner, $transaction, $as_of, $approved_at, $paid_at)
            ON CONFLICT (id) DO UPDATE SET
                amount = iif(excluded.as_of >= as_of, coalesce(excluded.amount, amount), coalesce(amount, excluded.amount)),
                currency = iif(excluded.as_of >= as_of, coalesce(excluded.currency, currency), coalesce(currency, excluded.currency)),
                partner_id = coalesce(partner_id, excluded.partner_id),
                transaction_key = coalesce(transaction_key, excluded.transaction_key),
                as_of = max(as_of, excluded.as_of),
                approved_at = coalesce(approved_at, excluded.approved_at),
                paid_at = coalesce(paid_at, excluded.paid_at)
            """,
            ("id", reward.Id),
            ("amount", StoredText.Of(reward.Amount)),
            ("currency", Currency(reward)),
            ("partner", reward.Partner?.Id),
            ("transaction", reward.TransactionKey ?? reward.Key),
            ("as_of", StoredText.Of(webhook.CreatedAt)),
            ("approved_at", StoredText.Of(approvedAt)),
            ("paid_at", StoredText.Of(paidAt)));
        applied.Record(new AppliedEvent
        {
            Event = webhook.Event,
            EntityId = reward.Id ?? reward.Key,
            Amount = reward.Amount,
            Currency = Currency(reward),
        });
        return ValueTask.CompletedTask;
    }

    /// <summary>The guide shows a currency, the REST reference amount_units.</summary>
    private static string? Currency(Reward reward) => reward.Currency ?? reward.AmountUnits;
}
