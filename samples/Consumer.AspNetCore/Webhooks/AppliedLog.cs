using Consumer.Storage;

namespace Consumer.Webhooks;

/// <summary>
/// The log of applied events: what support asks when a partner says that a reward is missing, and what a test of the contract
/// asks for effects. Written in the transaction of the change, so that it tells of nothing that did not happen.
/// </summary>
internal sealed class AppliedLog(BillingSession session, TimeProvider time)
{
    /// <summary>Writes an entry, at the present time.</summary>
    public Task RecordAsync(AppliedEvent applied, CancellationToken cancellationToken) => session.ExecuteAsync(
        $"""
        INSERT INTO applied (event, entity_id, applied_at, name, surname, email, amount, currency, status)
        VALUES ({applied.Event}, {applied.EntityId}, {StoredText.Of(time.GetUtcNow())}, {applied.Name}, {applied.Surname}, {applied.Email},
            {StoredText.Of(applied.Amount)}, {applied.Currency}, {applied.Status})
        """,
        cancellationToken);
}
