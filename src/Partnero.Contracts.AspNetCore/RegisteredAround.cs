using Microsoft.Extensions.DependencyInjection;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What may stand around a program's handlers. What is not registered is not asked for with each delivery.</summary>
internal sealed class RegisteredAround(IServiceProvider services, string name)
{
    public bool HasInterceptors { get; } = IsRegistered(services, typeof(IWebhookInterceptor), name);

    public bool HasInbox { get; } = IsRegistered(services, typeof(InboxReceiver), name);

    /// <remarks>A container that does not tell what it has must be asked each time.</remarks>
    private static bool IsRegistered(IServiceProvider services, Type service, string name) =>
        services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(service, name) ?? true;
}
