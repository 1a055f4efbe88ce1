using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.PartneroWebhooks;

namespace Partnero.Contracts.Inbox.Tests.Billing;

/// <summary>Registers a handler for each documented event.</summary>
internal static class AppliedEvents
{
    public static PartneroWebhookBuilder ApplyAll(this PartneroWebhookBuilder webhooks) => webhooks
        .Apply<PartnerCreated>()
        .Apply<PartnerUpdated>()
        .Apply<PartnerApproved>()
        .Apply<PartnerRejected>()
        .Apply<PartnerArchived>()
        .Apply<PartnerDeleted>()
        .Apply<CustomerCreated>()
        .Apply<CustomerUpdated>()
        .Apply<CustomerDeleted>()
        .Apply<TransactionCreated>()
        .Apply<TransactionUpdated>()
        .Apply<TransactionDeleted>()
        .Apply<RewardCreated>()
        .Apply<RewardApproved>()
        .Apply<RewardPaid>();

    public static PartneroWebhookBuilder Apply<TWebhook>(this PartneroWebhookBuilder webhooks)
        where TWebhook : PartneroWebhook => webhooks.Handle<TWebhook, Apply<TWebhook>>();
}
