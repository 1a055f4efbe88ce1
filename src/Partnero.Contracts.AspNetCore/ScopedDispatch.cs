using Microsoft.Extensions.DependencyInjection;

namespace Partnero.Contracts.AspNetCore;

/// <summary>One webhook on its way through the interceptors to its handler, all from the scope of its request.</summary>
internal sealed class ScopedDispatch(IServiceProvider services, WebhookRegistrations registrations, PartneroWebhook webhook) : IWebhookHandlers
{
    private readonly IWebhookInterceptor[] _interceptors = [.. services.GetKeyedServices<IWebhookInterceptor>(registrations.Name)];

    public bool WasHandled { get; private set; }

    public ValueTask RunAsync(CancellationToken cancellationToken) => NextAsync(0, cancellationToken);

    public async ValueTask<bool> HandleAsync<TWebhook>(TWebhook webhook, CancellationToken cancellationToken)
        where TWebhook : PartneroWebhook
    {
        var handler = services.GetKeyedService<IWebhookHandler<TWebhook>>(registrations.Name);
        if (handler is null)
            return false;
        await handler.HandleAsync(webhook, cancellationToken);
        return true;
    }

    private async ValueTask NextAsync(int index, CancellationToken cancellationToken)
    {
        if (index < _interceptors.Length)
            await _interceptors[index].InvokeAsync(webhook, token => NextAsync(index + 1, token), cancellationToken);
        else
            WasHandled = await registrations.Dispatcher.DispatchAsync(webhook, this, cancellationToken);
    }
}
