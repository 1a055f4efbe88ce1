namespace Partnero.Contracts.AspNetCore;

/// <summary>
/// Runs around the handler of every delivery, in the same service scope: the place for an inbox that shares
/// a transaction with the handler, so that both are committed or neither.
/// </summary>
/// <remarks>
/// Interceptors run in the order of their registration, and only for events that have a handler.
/// One that returns without calling <c>next</c> acknowledges the delivery without handling it (a duplicate);
/// one that throws has the sender try again: see <see cref="RetryLaterException"/> for one that is busy, and has not failed.
/// </remarks>
public interface IWebhookInterceptor
{
    /// <summary>Handles a delivery, or leaves it.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="next">Runs the next interceptor, and at last the handler.</param>
    /// <param name="cancellationToken">Cancelled when the sender hangs up; it tries again later.</param>
    ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken);
}

/// <summary>What comes after an interceptor.</summary>
public delegate ValueTask WebhookContinuation(CancellationToken cancellationToken);
