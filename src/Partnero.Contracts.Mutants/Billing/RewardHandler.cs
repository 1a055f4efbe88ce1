using System.Globalization;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Billing;

/// <summary>Keeps rewards: what partners earned, from creation to payment.</summary>
internal sealed class RewardHandler(BillingSession session) : IRewardCreatedHandler, IRewardApprovedHandler, IRewardPaidHandler
{
    public ValueTask HandleAsync(RewardCreated webhook, CancellationToken cancellationToken) => Save(webhook, "created");

    public ValueTask HandleAsync(RewardApproved webhook, CancellationToken cancellationToken) => Save(webhook, "approved");

    public ValueTask HandleAsync(RewardPaid webhook, CancellationToken cancellationToken) => Save(webhook, "paid");

    private ValueTask Save(PartneroWebhook<Reward> webhook, string status)
    {
        var reward = webhook.Data;
        session.Execute(
            """
            INSERT INTO rewards (id, amount, currency, partner_id, status) VALUES ($id, $amount, $currency, $partner, $status)
            ON CONFLICT (id) DO UPDATE SET
                amount = coalesce(excluded.amount, amount), currency = coalesce(excluded.currency, currency),
                partner_id = coalesce(excluded.partner_id, partner_id), status = excluded.status
            """,
            ("id", reward.Id),
            ("amount", reward.Amount?.ToString(CultureInfo.InvariantCulture)),
            ("currency", reward.Currency ?? reward.AmountUnits),
            ("partner", reward.Partner?.Id),
            ("status", status));
        session.Record(webhook, reward.Id ?? reward.Key, ("amount", reward.Amount), ("currency", reward.Currency ?? reward.AmountUnits));
        return ValueTask.CompletedTask;
    }
}
