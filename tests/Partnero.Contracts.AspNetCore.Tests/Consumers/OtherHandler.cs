using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;

namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Another handler of partner.created, which leaves another trace.</summary>
internal sealed class OtherHandler(Journal journal) : IPartnerCreatedHandler
{
    public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
    {
        journal.Add("other");
        return ValueTask.CompletedTask;
    }
}
