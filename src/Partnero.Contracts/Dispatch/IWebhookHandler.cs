namespace Partnero.Contracts;

/// <summary>Does a consumer's work for one event.</summary>
/// <typeparam name="TWebhook">The event's generated record, or <see cref="UnknownWebhook"/>.</typeparam>
public interface IWebhookHandler<in TWebhook>
    where TWebhook : PartneroWebhook
{
    /// <summary>Applies a verified webhook.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="cancellationToken">Cancelled when the sender hangs up; it tries again later.</param>
    /// <remarks>
    /// Partnero repeats deliveries: the same webhook may come several times, also at once.
    /// An exception is answered with 500, so that the sender tries again.
    /// </remarks>
    ValueTask HandleAsync(TWebhook webhook, CancellationToken cancellationToken);
}
