using Consumer.Handlers;
using Consumer.PartneroWebhooks;

namespace Consumer.Webhooks;

/// <summary>Registers what is done with Partnero's webhooks.</summary>
internal static class WebhookServices
{
    public static void AddWebhooks(this IServiceCollection services, IConfiguration configuration) => services
        .AddPartneroWebhooks<PartneroDispatcher>(options =>
        {
            // Without a secret the service does not start: it would have to refuse everything, or trust anybody.
            options.Secrets.Add(configuration["Partnero:Secret"] ?? "");
            // Partnero signs with one secret at a time; the retries of yesterday's deliveries may still come with the previous one.
            if (configuration["Partnero:PreviousSecret"] is { Length: > 0 } previous)
                options.Secrets.Add(previous);
        })
        .Intercept<Inbox>()
        .HandleUnreadable<UnreadableStore>()
        .Handle<PartnerCreated, PartnerHandler>()
        .Handle<PartnerUpdated, PartnerHandler>()
        .Handle<PartnerDeleted, PartnerHandler>()
        .Handle<CustomerCreated, CustomerHandler>()
        .Handle<TransactionCreated, TransactionHandler>()
        .Handle<TransactionUpdated, TransactionHandler>()
        .Handle<TransactionDeleted, TransactionHandler>()
        .Handle<RewardApproved, RewardHandler>()
        .Handle<RewardPaid, RewardHandler>();
}
