using Microsoft.Extensions.DependencyInjection;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Registers what is done with a program's webhooks.</summary>
public sealed class PartneroWebhookBuilder
{
    private readonly WebhookRegistrations _registrations;

    internal PartneroWebhookBuilder(IServiceCollection services, string name, WebhookRegistrations registrations)
    {
        Services = services;
        Name = name;
        _registrations = registrations;
    }

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name of the options: empty for the only program, or the name given for one of several.</summary>
    public string Name { get; }

    /// <summary>Has a handler do the work for an event. A new instance is created in the scope of each delivery.</summary>
    /// <typeparam name="TWebhook">The event's generated record, or <see cref="UnknownWebhook"/> for all events without a schema.</typeparam>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <exception cref="InvalidOperationException">
    /// The event has a handler already: on a retry both would run again. Or the type is a base of several events' records: no delivery has it.
    /// </exception>
    public PartneroWebhookBuilder Handle<TWebhook, [System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where TWebhook : PartneroWebhook
        where THandler : class, IWebhookHandler<TWebhook>
    {
        if (typeof(TWebhook).IsAbstract)
            throw new InvalidOperationException($"{typeof(THandler).Name} would never run: {typeof(TWebhook).Name} is the record of no event. Register the handler for each event by its own record.");
        _registrations.AddHandler(typeof(TWebhook), typeof(THandler));
        Services.AddKeyedScoped<IWebhookHandler<TWebhook>, THandler>(Name);
        return this;
    }

    /// <summary>Runs an interceptor around every handler: see <see cref="IWebhookInterceptor"/>. A new instance is created in the scope of each delivery.</summary>
    /// <typeparam name="TInterceptor">The interceptor.</typeparam>
    public PartneroWebhookBuilder Intercept<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] TInterceptor>()
        where TInterceptor : class, IWebhookInterceptor
    {
        Services.AddKeyedScoped<IWebhookInterceptor, TInterceptor>(Name);
        return this;
    }

    /// <summary>Keeps deliveries that were signed correctly and cannot be read: see <see cref="IUnreadableWebhookHandler"/>.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    public PartneroWebhookBuilder HandleUnreadable<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IUnreadableWebhookHandler
    {
        _registrations.AddHandler(typeof(UnreadableWebhook), typeof(THandler));
        Services.AddKeyedScoped<IUnreadableWebhookHandler, THandler>(Name);
        return this;
    }
}
