using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>Registers a <see cref="Recorder{TWebhook}"/> for each documented event, and for those of leads, which the REST reference shows.</summary>
internal static class RecordedEvents
{
    public static PartneroWebhookBuilder RecordKnownEvents(this PartneroWebhookBuilder webhooks) => webhooks
        .Record<PartnerCreated>()
        .Record<PartnerUpdated>()
        .Record<PartnerApproved>()
        .Record<PartnerRejected>()
        .Record<PartnerArchived>()
        .Record<PartnerDeleted>()
        .Record<CustomerCreated>()
        .Record<CustomerUpdated>()
        .Record<CustomerDeleted>()
        .Record<TransactionCreated>()
        .Record<TransactionUpdated>()
        .Record<TransactionDeleted>()
        .Record<RewardCreated>()
        .Record<RewardApproved>()
        .Record<RewardPaid>()
        .Record<LeadSubmitted>()
        .Record<LeadConverted>()
        .Record<LeadRejected>();

    private static PartneroWebhookBuilder Record<TWebhook>(this PartneroWebhookBuilder webhooks)
        where TWebhook : PartneroWebhook => webhooks.Handle<TWebhook, Recorder<TWebhook>>();
}
