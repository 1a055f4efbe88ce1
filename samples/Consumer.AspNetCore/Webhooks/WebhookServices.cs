using Consumer.Handlers;
using Consumer.PartneroWebhooks;
using Consumer.Storage;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Webhooks;

/// <summary>Registers what is done with Partnero's webhooks.</summary>
internal static class WebhookServices
{
    public static void AddWebhooks(this IServiceCollection services, IConfiguration configuration, Action<PartneroWebhookBuilder>? aroundInbox)
    {
        var webhooks = services.AddPartneroWebhooks<PartneroDispatcher>(options =>
        {
            // Without a secret the service does not start: it would have to refuse everything, or trust anybody.
            options.Secrets.Add(configuration["Partnero:Secret"] ?? "");
            // Partnero signs with one secret at a time; the retries of yesterday's deliveries may still come with the previous one.
            if (configuration["Partnero:PreviousSecret"] is { Length: > 0 } previous)
                options.Secrets.Add(previous);
        });
        aroundInbox?.Invoke(webhooks);

        // What is registered before the inbox runs when a delivery comes, and what is registered after it in the inbox's transaction.
        webhooks
            .Intercept<ExpiredDeliveries>()
            .UseAdoNetInbox(services => services.GetRequiredService<BillingDatabase>().Source, options =>
            {
                options.Retention = ExpiredDeliveries.RememberedFor;
                configuration.GetSection("Partnero:Inbox").Bind(options);
            })
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
}
