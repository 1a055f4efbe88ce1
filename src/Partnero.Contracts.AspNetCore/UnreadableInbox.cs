namespace Partnero.Contracts.AspNetCore;

/// <summary>Has the inbox keep what cannot be read.</summary>
internal sealed class UnreadableInbox(InboxReceiver inbox) : IUnreadableWebhookHandler
{
    public async ValueTask<UnreadableOutcome> HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        await inbox.KeepAsync(delivery.RawBody, delivery.Exception.Message, cancellationToken);
        return UnreadableOutcome.Stored;
    }
}
