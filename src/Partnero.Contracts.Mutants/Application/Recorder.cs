using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>Handles an event as every mutant does: it records what the typed payload says, and keeps the state of the entity.</summary>
internal sealed class Recorder<TWebhook>(DatabaseSession session, EntityStates states) : IWebhookHandler<TWebhook>
    where TWebhook : PartneroWebhook
{
    public ValueTask HandleAsync(TWebhook webhook, CancellationToken cancellationToken)
    {
        switch (webhook)
        {
            case PartneroWebhook<Partner> { Data: var partner }:
                Record(partner.Id, null, ("name", partner.Name), ("surname", partner.Surname), ("email", partner.Email), ("status", partner.Status?.ToString()));
                break;
            case PartneroWebhook<Customer> { Data: var customer }:
                Record(customer.Id ?? customer.Key, null, ("name", customer.Name), ("surname", customer.Surname), ("email", customer.Email));
                break;
            case PartneroWebhook<Transaction> { Data: var transaction }:
                states.Refer(transaction.Partner?.Id, transaction.Partner?.Email);
                Record(
                    transaction.Key,
                    transaction.Partner?.Id,
                    ("key", transaction.Key),
                    ("amount", transaction.Amount),
                    ("currency", transaction.Currency ?? transaction.AmountUnits),
                    ("rewards", transaction.Rewards?.Select(reward => new { amount = reward.Amount, amount_units = reward.AmountUnits }).ToList()));
                break;
            case PartneroWebhook<Reward> { Data: var reward }:
                states.Refer(reward.Partner?.Id, reward.Partner?.Email);
                Record(reward.Id ?? reward.Key, reward.Partner?.Id, ("amount", reward.Amount), ("currency", reward.Currency ?? reward.AmountUnits));
                if (webhook.Event == PartneroEvents.RewardCreated)
                    states.Credit(reward.Partner?.Id, reward.Amount);
                break;
            case PartneroWebhook<Lead> { Data: var lead }:
                Record(lead.Id, lead.Submitter?.Id, ("status", lead.Status), ("created_at", lead.CreatedAt));
                break;
            default:
                throw new NotSupportedException($"{webhook.Event} is among the recorded events, but {nameof(Recorder<>)}.cs has no case for its payload: add one that says what is recorded.");
        }

        return ValueTask.CompletedTask;

        void Record(string? entityId, string? partner, params ReadOnlySpan<(string Name, object? Value)> fields)
        {
            session.Record(webhook.Event, entityId, fields);
            states.Apply(webhook, entityId, partner, fields);
        }
    }
}
