using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

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
        _registrations.AddInterceptor();
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

    /// <summary>Has an inbox remember deliveries in a store, so that each event takes effect once, and keep those that cannot be read.</summary>
    /// <param name="createStore">Creates the store; once.</param>
    /// <param name="configure">Sets the options.</param>
    /// <remarks>
    /// For a database with EF Core there is <c>UseEntityFrameworkInbox</c> (Partnero.Contracts.EntityFrameworkCore), for one without <c>UseAdoNetInbox</c>.
    /// Interceptors that are registered after the inbox run in its transaction, each time that the work is done; those that are registered before it run
    /// around it, when a delivery comes. What waits in it is seen, and released, through <see cref="PartneroInbox"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The program has an inbox already, or <see cref="HandleUnreadable"/> was called for it.</exception>
    public PartneroWebhookBuilder UseInbox(Func<IServiceProvider, IInboxStore> createStore, Action<PartneroInboxOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(createStore);
        _registrations.AddInbox();
        Services.AddOptions<PartneroInboxOptions>(Name).Configure(configure ?? (_ => { })).ValidateOnStart();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PartneroInboxOptions>, PartneroInboxOptionsValidator>());
        Services.TryAddSingleton<InboxMetrics>();
        Services.AddKeyedSingleton(Name, (services, _) => new InboxProgram(
            Name, createStore(services), services.GetRequiredService<IOptionsMonitor<PartneroInboxOptions>>().Get(Name), services.GetService<TimeProvider>() ?? TimeProvider.System));
        Services.AddKeyedSingleton(Name, (services, _) => new InboxReceiver(services.GetRequiredKeyedService<InboxProgram>(Name)));
        Services.AddKeyedScoped<IUnreadableWebhookHandler>(Name, (services, _) => new UnreadableInbox(services.GetRequiredKeyedService<InboxReceiver>(Name)));
        Services.AddKeyedSingleton(Name, (services, _) => ActivatorUtilities.CreateInstance<InboxRunner>(
            services, services.GetRequiredKeyedService<InboxProgram>(Name), (StoredBodyReader)services.GetRequiredKeyedService<PartneroWebhookProcessor>(Name).ReadStored));
        Services.AddKeyedSingleton(Name, (services, _) => new PartneroInbox(services.GetRequiredKeyedService<InboxProgram>(Name), services.GetRequiredKeyedService<InboxRunner>(Name)));
        if (Name == Options.DefaultName)
            Services.AddSingleton(services => services.GetRequiredKeyedService<PartneroInbox>(Name));
        Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<InboxHousekeeper>(services, services.GetRequiredKeyedService<InboxProgram>(Name), services.GetRequiredService<InboxMetrics>()));
        Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<InboxWorker>(services, services.GetRequiredKeyedService<InboxProgram>(Name), services.GetRequiredKeyedService<InboxRunner>(Name)));
        return this;
    }
}
