using Consumer.Storage;
using Microsoft.Data.Sqlite;

namespace Consumer.Webhooks;

/// <summary>
/// The log of applied events: what support asks when a partner says that a reward is missing, and what a test of the contract
/// asks for effects. Written in the transaction of the change, so that it tells of nothing that did not happen.
/// </summary>
public sealed class AppliedLog(BillingSession session, TimeProvider time)
{
    /// <summary>Writes an entry, at the present time.</summary>
    public void Record(AppliedEvent applied)
    {
        ArgumentNullException.ThrowIfNull(applied);
        session.Execute(
            """
            INSERT INTO applied (event, entity_id, applied_at, name, surname, email, amount, currency, status)
            VALUES ($event, $id, $now, $name, $surname, $email, $amount, $currency, $status)
            """,
            ("event", applied.Event),
            ("id", applied.EntityId),
            ("now", StoredText.Of(time.GetUtcNow())),
            ("name", applied.Name),
            ("surname", applied.Surname),
            ("email", applied.Email),
            ("amount", StoredText.Of(applied.Amount)),
            ("currency", applied.Currency),
            ("status", applied.Status));
    }

    /// <summary>Finds the applications of an event to an entity, in their order.</summary>
    public IReadOnlyList<AppliedEvent> Find(string eventName, string entityId) => session.Query(
        """
        SELECT event, entity_id, applied_at, name, surname, email, amount, currency, status
        FROM applied WHERE event = $event AND entity_id = $id ORDER BY id
        """,
        Read,
        ("event", eventName),
        ("id", entityId));

    private static AppliedEvent Read(SqliteDataReader row) => new()
    {
        Event = row.GetString(0),
        EntityId = Text(row, 1),
        AppliedAt = StoredText.Time(row.GetString(2)),
        Name = Text(row, 3),
        Surname = Text(row, 4),
        Email = Text(row, 5),
        Amount = Text(row, 6) is { } amount ? StoredText.Amount(amount) : null,
        Currency = Text(row, 7),
        Status = Text(row, 8),
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
