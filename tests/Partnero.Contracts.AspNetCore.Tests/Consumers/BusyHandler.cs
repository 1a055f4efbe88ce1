using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;

namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Cannot take anything now.</summary>
internal sealed class BusyHandler : IPartnerCreatedHandler, IUnreadableWebhookHandler
{
    public static TimeSpan After { get; } = TimeSpan.FromSeconds(1.2);

    public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => throw new RetryLaterException("The warehouse is full.", After);

    public ValueTask<UnreadableOutcome> HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken) => throw new RetryLaterException("The shelf is full.", After);
}
