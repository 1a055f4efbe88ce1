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
        SaveAsync(webhook, approvedAt: webhook.Data.ApprovedAt ?? webhook.CreatedAt, paidAt: null, cancellationToken);

    public ValueTask HandleAsync(RewardPaid webhook, CancellationToken cancellationToken) =>
        SaveAsync(webhook, webhook.Data.ApprovedAt, paidAt: webhook.Data.PaidAt ?? webhook.CreatedAt, cancellationToken);

    private async ValueTask SaveAsync(PartneroWebhook<Reward> webhook, DateTimeOffset? approvedAt, DateTimeOffset? paidAt, CancellationToken cancellationToken)
    {
        var reward = webhook.Data;
        // The newer event's word counts; the older one fills the gaps.
        await session.ExecuteAsync(
            $"""
            INSERT INTO rewards (id, amount, currency, partner_id, transaction_key, as_of, approved_at, paid_at)
            VALUES ({reward.Id}, {StoredText.Of(reward.Amount)}, {Currency(reward)}, {reward.Partner?.Id}, {reward.TransactionKey ?? reward.Key},
                {StoredText.Of(webhook.CreatedAt)}, {StoredText.Of(approvedAt)}, {StoredText.Of(paidAt)})
            ON CONFLICT (id) DO UPDATE SET
                amount = CASE WHEN excluded.as_of >= rewards.as_of THEN coalesce(excluded.amount, rewards.amount) ELSE coalesce(rewards.amount, excluded.amount) END,
                currency = CASE WHEN excluded.as_of >= rewards.as_of THEN coalesce(excluded.currency, rewards.currency) ELSE coalesce(rewards.currency, excluded.currency) END,
                partner_id = coalesce(rewards.partner_id, excluded.partner_id),
                transaction_key = coalesce(rewards.transaction_key, excluded.transaction_key),
                as_of = CASE WHEN excluded.as_of >= rewards.as_of THEN excluded.as_of ELSE rewards.as_of END,
                approved_at = coalesce(rewards.approved_at, excluded.approved_at),
                paid_at = coalesce(rewards.paid_at, excluded.paid_at)
            """,
            cancellationToken);
        var entry = new AppliedEvent
        {
            Event = webhook.Event,
            EntityId = reward.Id ?? reward.Key,
            Amount = reward.Amount,
            Currency = Currency(reward),
        };
        await applied.RecordAsync(entry, cancellationToken);
    }

    /// <summary>The guide shows a currency, the REST reference amount_units.</summary>
    private static string? Currency(Reward reward) => reward.Currency ?? reward.AmountUnits;
}
