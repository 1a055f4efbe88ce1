using Consumer.PartneroWebhooks;
using Consumer.Storage;
using Consumer.Webhooks;
using Partnero.Contracts;

namespace Consumer.Handlers;

/// <summary>Keeps the partners of the program. Events may come late and in any order.</summary>
internal sealed class PartnerHandler(BillingSession session, AppliedLog applied, ILogger<PartnerHandler> logger) :
    IPartnerCreatedHandler, IPartnerUpdatedHandler, IPartnerDeletedHandler
{
    public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
    {
        if (!TrySave(webhook))
            FillGaps(webhook.Data);
        Record(webhook);
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(PartnerUpdated webhook, CancellationToken cancellationToken)
    {
        if (TrySave(webhook))
            Record(webhook);
        else
            logger.LeftStale(webhook.Event, webhook.Data.Id, webhook.CreatedAt);
        return ValueTask.CompletedTask;
    }

    /// <summary>A deletion is final, and kept in a column of its own: an update that comes late does not undo it.</summary>
    public ValueTask HandleAsync(PartnerDeleted webhook, CancellationToken cancellationToken)
    {
        session.Execute(
            """
            INSERT INTO partners (id, as_of, deleted_at) VALUES ($id, '', $at)
            ON CONFLICT (id) DO UPDATE SET deleted_at = coalesce(deleted_at, excluded.deleted_at)
            """,
            ("id", webhook.Data.Id),
            ("at", StoredText.Of(webhook.CreatedAt)));
        Record(webhook);
        return ValueTask.CompletedTask;
    }

    /// <summary>Saves what came; what did not come stays as it was.</summary>
    /// <returns>False where something newer is saved already. Two events of the same microsecond are both saved.</returns>
    private bool TrySave(PartneroWebhook<Partner> webhook) => session.Execute(
        """
        INSERT INTO partners (id, email, name, surname, status, as_of) VALUES ($id, $email, $name, $surname, $status, $as_of)
        ON CONFLICT (id) DO UPDATE SET
            email = coalesce(excluded.email, email), name = coalesce(excluded.name, name),
            surname = coalesce(excluded.surname, surname), status = coalesce(excluded.status, status), as_of = excluded.as_of
            WHERE excluded.as_of >= as_of
        """,
        [.. Columns(webhook.Data), ("as_of", StoredText.Of(webhook.CreatedAt))]) == 1;

    /// <summary>An update overtook the creation: only what it did not say is taken from the creation.</summary>
    private void FillGaps(Partner partner) => session.Execute(
        """
        UPDATE partners SET
            email = coalesce(email, $email), name = coalesce(name, $name),
            surname = coalesce(surname, $surname), status = coalesce(status, $status)
        WHERE id = $id
        """,
        Columns(partner));

    private static (string Name, object? Value)[] Columns(Partner partner) =>
    [
        ("id", partner.Id),
        ("email", partner.Email),
        ("name", partner.Name),
        ("surname", partner.Surname),
        ("status", partner.Status?.Value),
    ];

    private void Record(PartneroWebhook<Partner> webhook) => applied.Record(new AppliedEvent
    {
        Event = webhook.Event,
        EntityId = webhook.Data.Id,
        Email = webhook.Data.Email,
        Name = webhook.Data.Name,
        Surname = webhook.Data.Surname,
        Status = webhook.Data.Status?.Value,
    });
}
