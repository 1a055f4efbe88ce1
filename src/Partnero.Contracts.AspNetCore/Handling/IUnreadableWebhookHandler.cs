namespace Partnero.Contracts.AspNetCore;

/// <summary>Keeps deliveries that were signed correctly and cannot be read, so that a payload whose shape drifted is not lost.</summary>
/// <remarks>
/// What it returns decides the answer: 200 for what is stored, and so comes once; 400 for what is not, which the sender sends four times more.
/// An exception is answered with 500. To have a stored delivery handled once its schema is set right, see <see cref="PartneroWebhookProcessor"/>.
/// </remarks>
public interface IUnreadableWebhookHandler
{
    /// <summary>Keeps a delivery.</summary>
    /// <param name="delivery">The delivery. The same may come again: from before it was stored, or at the same moment.</param>
    /// <param name="cancellationToken">Cancelled when the sender hangs up.</param>
    /// <returns>Whether it is stored: only then is it acknowledged.</returns>
    ValueTask<UnreadableOutcome> HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken);
}

/// <summary>What became of a delivery that cannot be read.</summary>
public enum UnreadableOutcome
{
    /// <summary>It is not stored. It is answered with 400, and the sender sends it again.</summary>
    Refused,

    /// <summary>It is stored, durably. It is answered with 200, and the sender is done with it.</summary>
    Stored,
}

/// <summary>A delivery that was signed correctly and cannot be read.</summary>
public sealed record UnreadableWebhook
{
    /// <summary>Made by the endpoint, and by tests of a handler.</summary>
    /// <param name="rawBody">The body as it was received.</param>
    /// <param name="exception">What is wrong with it, and where.</param>
    public UnreadableWebhook(ReadOnlyMemory<byte> rawBody, PayloadException exception)
    {
        RawBody = rawBody;
        Exception = exception;
    }

    /// <summary>The body as it was received.</summary>
    public ReadOnlyMemory<byte> RawBody { get; init; }

    /// <summary>What is wrong with it, and where.</summary>
    public PayloadException Exception { get; init; }
}
