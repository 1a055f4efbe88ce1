namespace Partnero.Contracts.AspNetCore;

/// <summary>Keeps deliveries that were signed correctly and cannot be read, so that a payload whose shape drifted is not lost.</summary>
/// <remarks>
/// Runs before the delivery is answered with 400. The sender repeats what is not answered with 2xx,
/// so the same delivery comes several times. An exception is answered with 500.
/// </remarks>
public interface IUnreadableWebhookHandler
{
    /// <summary>Keeps a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="cancellationToken">Cancelled when the sender hangs up.</param>
    ValueTask HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken);
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
