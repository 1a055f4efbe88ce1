using Consumer.PartneroWebhooks;

namespace Consumer.Tests.Hosting;

/// <summary>The events that the service's webhook is subscribed to.</summary>
internal static class HandledEvents
{
    public static IReadOnlyCollection<string> All { get; } =
    [
        PartneroEvents.PartnerCreated,
        PartneroEvents.PartnerUpdated,
        PartneroEvents.PartnerDeleted,
        PartneroEvents.CustomerCreated,
        PartneroEvents.TransactionCreated,
        PartneroEvents.TransactionUpdated,
        PartneroEvents.TransactionDeleted,
        PartneroEvents.RewardApproved,
        PartneroEvents.RewardPaid,
    ];
}
