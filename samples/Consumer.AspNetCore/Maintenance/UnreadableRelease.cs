using System.Text;
using Consumer.Storage;
using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Maintenance;

/// <summary>Shows the deliveries that could not be read, and has them handled once the schemas are set right.</summary>
public sealed class UnreadableRelease(BillingDatabase database, PartneroWebhookProcessor processor)
{
    /// <summary>What is stored, the oldest first.</summary>
    public IReadOnlyList<StoredDelivery> List()
    {
        using var session = new BillingSession(database);
        return session.Query(
            "SELECT body_hash, body, reason, received_at FROM unreadable ORDER BY received_at, body_hash",
            row => new StoredDelivery(row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetString(2), StoredText.Time(row.GetString(3))));
    }

    /// <summary>
    /// Has each handled, once: the inbox removes it in the transaction in which it is applied. One that still cannot be read stays,
    /// and so does one whose handler fails or whose event nobody handles.
    /// </summary>
    /// <returns>How each ended, in words.</returns>
    public async Task<IReadOnlyList<(StoredDelivery Delivery, string Outcome)>> ReleaseAsync(CancellationToken cancellationToken = default)
    {
        var outcomes = new List<(StoredDelivery, string)>();
        foreach (var delivery in List())
            outcomes.Add((delivery, await ReleaseAsync(delivery, cancellationToken)));
        return outcomes;
    }

    private async Task<string> ReleaseAsync(StoredDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await processor.ProcessAsync(delivery.Body, cancellationToken) switch
            {
                WebhookOutcome.Handled => "handled",
                WebhookOutcome.Left => "was applied before",
                _ => "stays: no handler is registered for its event",
            };
        }
        catch (PayloadException exception)
        {
            return $"stays: {exception.Message}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One that fails does not hold up the others; it stays, and is released with the next ones.
            return $"stays: its handler failed: {exception.Message}";
        }
    }
}

/// <summary>A delivery that could not be read when it came.</summary>
/// <param name="Hash">What it is stored under.</param>
/// <param name="Body">The body as it came.</param>
/// <param name="Problem">Why it could not be read then.</param>
/// <param name="ReceivedAt">When it came.</param>
public sealed record StoredDelivery(string Hash, byte[] Body, string Problem, DateTimeOffset ReceivedAt)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);
}
