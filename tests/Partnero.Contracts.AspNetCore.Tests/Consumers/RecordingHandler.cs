using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;

namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Writes each partner.created to the journal.</summary>
internal sealed class RecordingHandler(Journal journal) : IPartnerCreatedHandler
{
    public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
    {
        journal.Add(webhook);
        return ValueTask.CompletedTask;
    }
}
