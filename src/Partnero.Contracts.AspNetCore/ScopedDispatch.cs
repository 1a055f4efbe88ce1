using Microsoft.Extensions.DependencyInjection;

namespace Partnero.Contracts.AspNetCore;

/// <summary>
/// One webhook on its way to its handler, all from one scope: through the interceptors that were registered before the inbox, through the inbox,
/// and then, in its transaction, through those that were registered after it. What was stored before begins after the inbox.
/// </summary>
internal sealed class ScopedDispatch(IServiceProvider services, WebhookRegistrations registrations, RegisteredAround around, PartneroWebhook webhook) : IWebhookHandlers
{
    private readonly IWebhookInterceptor[] _interceptors = around.HasInterceptors ? [.. services.GetKeyedServices<IWebhookInterceptor>(registrations.Name)] : [];
    private readonly InboxReceiver? _inbox = around.HasInbox ? services.GetKeyedService<InboxReceiver>(registrations.Name) : null;

    public PartneroWebhook Webhook => webhook;

    /// <summary>What has become of it. Left, as long as nobody has done anything.</summary>
    public WebhookOutcome Outcome { get; private set; } = WebhookOutcome.Left;

    /// <summary>From the first interceptor on.</summary>
    public ValueTask RunAsync(CancellationToken cancellationToken) => NextAsync(0, cancellationToken);

    /// <summary>From the inbox on, which has it in a transaction.</summary>
    public ValueTask RunStoredAsync(CancellationToken cancellationToken) => AfterInboxAsync(registrations.InterceptorsBeforeInbox, cancellationToken);

    public async ValueTask<bool> HandleAsync<TWebhook>(TWebhook webhook, CancellationToken cancellationToken)
        where TWebhook : PartneroWebhook
    {
        var handler = services.GetKeyedService<IWebhookHandler<TWebhook>>(registrations.Name);
        if (handler is null)
            return false;
        await handler.HandleAsync(webhook, cancellationToken);
        return true;
    }

    private ValueTask NextAsync(int index, CancellationToken cancellationToken)
    {
        if (_inbox is null)
            return AfterInboxAsync(index, cancellationToken);
        return index < registrations.InterceptorsBeforeInbox
            ? _interceptors[index].InvokeAsync(webhook, token => NextAsync(index + 1, token), cancellationToken)
            : IntoInboxAsync(_inbox, index, cancellationToken);
    }

    private async ValueTask IntoInboxAsync(InboxReceiver inbox, int index, CancellationToken cancellationToken)
    {
        var taken = await inbox.ReceiveAsync(webhook, new InboxWork(services, token => AfterInboxAsync(index, token)), cancellationToken);
        if (taken != InboxOutcome.Worked)
            Outcome = taken == InboxOutcome.Stored ? WebhookOutcome.Stored : WebhookOutcome.Duplicate;
    }

    private async ValueTask AfterInboxAsync(int index, CancellationToken cancellationToken)
    {
        if (index < _interceptors.Length)
            await _interceptors[index].InvokeAsync(webhook, token => AfterInboxAsync(index + 1, token), cancellationToken);
        else if (await registrations.Dispatcher.DispatchAsync(webhook, this, cancellationToken))
            Outcome = WebhookOutcome.Handled;
    }
}
