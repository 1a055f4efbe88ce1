using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the receiving of Partnero's webhooks.</summary>
public static class PartneroWebhookServices
{
    /// <summary>Registers the receiving of one program's webhooks.</summary>
    /// <typeparam name="TDispatcher">The generated <c>PartneroDispatcher</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the options; at least one secret.</param>
    public static PartneroWebhookBuilder AddPartneroWebhooks<TDispatcher>(this IServiceCollection services, Action<PartneroWebhookOptions> configure)
        where TDispatcher : WebhookDispatcher, new() => services.AddPartneroWebhooks<TDispatcher>(Options.Options.DefaultName, configure);

    /// <summary>Registers the receiving of one of several programs' webhooks, each with secrets and handlers of its own.</summary>
    /// <typeparam name="TDispatcher">The generated <c>PartneroDispatcher</c>.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="name">The program's name, also given to <c>MapPartneroWebhook</c>.</param>
    /// <param name="configure">Sets the options; at least one secret.</param>
    /// <exception cref="InvalidOperationException">The name is registered already.</exception>
    public static PartneroWebhookBuilder AddPartneroWebhooks<TDispatcher>(this IServiceCollection services, string name, Action<PartneroWebhookOptions> configure)
        where TDispatcher : WebhookDispatcher, new()
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(WebhookRegistrations) && name.Equals(service.ServiceKey)))
            throw new InvalidOperationException($"AddPartneroWebhooks was called twice for the program '{name}'. Give each program a name of its own.");

        var registrations = new WebhookRegistrations(name, new TDispatcher());
        services.AddKeyedSingleton(name, registrations);
        services.AddKeyedSingleton(name, (provider, _) => new PartneroWebhookProcessor(provider, registrations));
        if (name == Options.Options.DefaultName)
            services.AddSingleton(provider => provider.GetRequiredKeyedService<PartneroWebhookProcessor>(name));
        services.AddMetrics();
        services.TryAddSingleton<WebhookMetrics>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PartneroWebhookOptions>, PartneroWebhookOptionsValidator>());
        services.AddOptions<PartneroWebhookOptions>(name).Configure(configure).ValidateOnStart();
        return new PartneroWebhookBuilder(services, name, registrations);
    }
}
