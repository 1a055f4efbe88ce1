using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Billing;

/// <summary>Keeps the partners of a program.</summary>
internal sealed class PartnerHandler(BillingSession session) :
    IPartnerCreatedHandler, IPartnerUpdatedHandler, IPartnerApprovedHandler, IPartnerRejectedHandler, IPartnerArchivedHandler, IPartnerDeletedHandler
{
    public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => Save(webhook, null);

    public ValueTask HandleAsync(PartnerUpdated webhook, CancellationToken cancellationToken) => Save(webhook, null);

    public ValueTask HandleAsync(PartnerApproved webhook, CancellationToken cancellationToken) => Save(webhook, PartnerStatus.Approved);

    public ValueTask HandleAsync(PartnerRejected webhook, CancellationToken cancellationToken) => Save(webhook, "rejected");

    public ValueTask HandleAsync(PartnerArchived webhook, CancellationToken cancellationToken) => Save(webhook, PartnerStatus.Archived);

    public ValueTask HandleAsync(PartnerDeleted webhook, CancellationToken cancellationToken) => Save(webhook, PartnerStatus.Deleted);

    /// <summary>Saves what came; what did not come stays as it was.</summary>
    private ValueTask Save(PartneroWebhook<Partner> webhook, string? status)
    {
        var partner = webhook.Data;
        session.Execute(
            """
            INSERT INTO partners (id, email, name, surname, status) VALUES ($id, $email, $name, $surname, $status)
            ON CONFLICT (id) DO UPDATE SET
                email = coalesce(excluded.email, email), name = coalesce(excluded.name, name),
                surname = coalesce(excluded.surname, surname), status = coalesce(excluded.status, status)
            """,
            ("id", partner.Id),
            ("email", partner.Email),
            ("name", partner.Name),
            ("surname", partner.Surname),
            ("status", status ?? partner.Status?.Value));
        session.Record(webhook, partner.Id, ("name", partner.Name), ("surname", partner.Surname), ("email", partner.Email));
        return ValueTask.CompletedTask;
    }
}
