using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Billing;

/// <summary>Registers a handler for each documented event.</summary>
internal static class BillingHandlers
{
    public static PartneroWebhookBuilder AddBilling(this PartneroWebhookBuilder webhooks) => webhooks
        .Handle<PartnerCreated, PartnerHandler>()
        .Handle<PartnerUpdated, PartnerHandler>()
        .Handle<PartnerApproved, PartnerHandler>()
        .Handle<PartnerRejected, PartnerHandler>()
        .Handle<PartnerArchived, PartnerHandler>()
        .Handle<PartnerDeleted, PartnerHandler>()
        .Handle<CustomerCreated, CustomerHandler>()
        .Handle<CustomerUpdated, CustomerHandler>()
        .Handle<CustomerDeleted, CustomerHandler>()
        .Handle<TransactionCreated, TransactionHandler>()
        .Handle<TransactionUpdated, TransactionHandler>()
        .Handle<TransactionDeleted, TransactionHandler>()
        .Handle<RewardCreated, RewardHandler>()
        .Handle<RewardApproved, RewardHandler>()
        .Handle<RewardPaid, RewardHandler>();
}
