using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;

namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Writes the unit of work that it was given to the journal.</summary>
internal sealed class WorkingHandler(Journal journal, UnitOfWork work) : IPartnerCreatedHandler
{
    public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
    {
        journal.Add(work);
        return ValueTask.CompletedTask;
    }
}
