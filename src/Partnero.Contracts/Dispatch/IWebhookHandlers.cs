namespace Partnero.Contracts;

/// <summary>Where a dispatcher finds the handler of an event.</summary>
public interface IWebhookHandlers
{
    /// <summary>Runs the handler of this event, if there is one.</summary>
    /// <typeparam name="TWebhook">The event's record.</typeparam>
    /// <param name="webhook">The webhook.</param>
    /// <param name="cancellationToken">Passed to the handler.</param>
    /// <returns>Whether there was a handler.</returns>
    ValueTask<bool> HandleAsync<TWebhook>(TWebhook webhook, CancellationToken cancellationToken)
        where TWebhook : PartneroWebhook;
}
