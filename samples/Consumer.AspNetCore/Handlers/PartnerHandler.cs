using Consumer.PartneroWebhooks;
using Consumer.Storage;
using Consumer.Webhooks;
using Partnero.Contracts;

namespace Consumer.Handlers;

/// <summary>Keeps the partners of the program. Events may come late and in any order.</summary>
internal sealed class PartnerHandler(BillingSession session, AppliedLog applied, ILogger<PartnerHandler> logger) :
    IPartnerCreatedHandler, IPartnerUpdatedHandler, IPartnerDeletedHandler
{
    public async ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
    {
        if (!await TrySaveAsync(webhook, cancellationToken))
            await FillGapsAsync(webhook.Data, cancellationToken);
        await RecordAsync(webhook, cancellationToken);
    }

    public async ValueTask HandleAsync(PartnerUpdated webhook, CancellationToken cancellationToken)
    {
        if (await TrySaveAsync(webhook, cancellationToken))
            await RecordAsync(webhook, cancellationToken);
        else
            logger.LeftStale(webhook.Event, webhook.Data.Id, webhook.CreatedAt);
    }

    /// <summary>A deletion is final, and kept in a column of its own: an update that comes late does not undo it.</summary>
    public async ValueTask HandleAsync(PartnerDeleted webhook, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            $"""
            INSERT INTO partners (id, as_of, deleted_at) VALUES ({webhook.Data.Id}, '', {StoredText.Of(webhook.CreatedAt)})
            ON CONFLICT (id) DO UPDATE SET deleted_at = coalesce(partners.deleted_at, excluded.deleted_at)
            """,
            cancellationToken);
        await RecordAsync(webhook, cancellationToken);
    }

    /// <summary>Saves what came; what did not come stays as it was.</summary>
    /// <returns>False where something newer is saved already. Two events of the same microsecond are both saved.</returns>
    private async Task<bool> TrySaveAsync(PartneroWebhook<Partner> webhook, CancellationToken cancellationToken)
    {
        var partner = webhook.Data;
        return await session.ExecuteAsync(
            $"""
            INSERT INTO partners (id, email, name, surname, status, as_of)
            VALUES ({partner.Id}, {partner.Email}, {partner.Name}, {partner.Surname}, {partner.Status?.Value}, {StoredText.Of(webhook.CreatedAt)})
            ON CONFLICT (id) DO UPDATE SET
                email = coalesce(excluded.email, partners.email), name = coalesce(excluded.name, partners.name),
                surname = coalesce(excluded.surname, partners.surname), status = coalesce(excluded.status, partners.status), as_of = excluded.as_of
                WHERE excluded.as_of >= partners.as_of
            """,
            cancellationToken) == 1;
    }

    /// <summary>An update overtook the creation: only what it did not say is taken from the creation.</summary>
    private Task<int> FillGapsAsync(Partner partner, CancellationToken cancellationToken) => session.ExecuteAsync(
        $"""
        UPDATE partners SET
            email = coalesce(email, {partner.Email}), name = coalesce(name, {partner.Name}),
            surname = coalesce(surname, {partner.Surname}), status = coalesce(status, {partner.Status?.Value})
        WHERE id = {partner.Id}
        """,
        cancellationToken);

    private Task RecordAsync(PartneroWebhook<Partner> webhook, CancellationToken cancellationToken)
    {
        var entry = new AppliedEvent
        {
            Event = webhook.Event,
            EntityId = webhook.Data.Id,
            Email = webhook.Data.Email,
            Name = webhook.Data.Name,
            Surname = webhook.Data.Surname,
            Status = webhook.Data.Status?.Value,
        };
        return applied.RecordAsync(entry, cancellationToken);
    }
}
