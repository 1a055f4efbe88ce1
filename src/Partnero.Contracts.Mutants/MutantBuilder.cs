using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants;

/// <summary>Puts a mutant together: what records the events, and whatever stands between it and the sender.</summary>
public sealed class MutantBuilder
{
    /// <summary>Where every mutant receives webhooks.</summary>
    public const string Path = "/webhooks/partnero";

    private readonly PartneroWebhookBuilder _webhooks;
    private readonly List<Func<HttpContext, RequestDelegate, Task>> _around = [];
    private Action<IEndpointRouteBuilder> _map = endpoints => endpoints.MapPartneroWebhook(Path);

    /// <param name="services">What the mutant is made of.</param>
    /// <param name="secrets">The signing secrets that hold.</param>
    /// <param name="replica">Which replica of the mutant this is: 0, or 1 for the other.</param>
    internal MutantBuilder(IServiceCollection services, SigningSecrets secrets, int replica)
    {
        Services = services;
        Secrets = secrets;
        Replica = replica;
        _webhooks = services.AddPartneroWebhooks<PartneroDispatcher>(options => Follow(options.Secrets)).RecordKnownEvents();
    }

    internal IServiceCollection Services { get; }

    internal SigningSecrets Secrets { get; }

    /// <summary>The first of the secrets that hold.</summary>
    internal string Secret => Secrets.All[0];

    internal int Replica { get; }

    /// <summary>Receives behind the sound inbox.</summary>
    internal MutantBuilder Inbox()
    {
        _webhooks.Intercept<Inbox>();
        return this;
    }

    /// <summary>Receives behind the inbox, with an identity of the mutant's own; without one, every delivery is new.</summary>
    internal MutantBuilder Inbox(Func<PartneroWebhook, string?> identity) => Intercept((services, webhook, next, cancellationToken) =>
        services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, identity(webhook), next, cancellationToken));

    /// <summary>Receives behind something of the mutant's own.</summary>
    internal MutantBuilder Intercept(Interception intercept)
    {
        Services.AddKeyedScoped<IWebhookInterceptor>(_webhooks.Name, (services, _) => new Interceptor(services, intercept));
        return this;
    }

    /// <summary>Runs something around each request, from its headers on.</summary>
    internal MutantBuilder Around(Func<HttpContext, RequestDelegate, Task> around)
    {
        _around.Add(around);
        return this;
    }

    /// <summary>Receives with an endpoint of the mutant's own.</summary>
    internal void Map(Action<IEndpointRouteBuilder> map) => _map = map;

    /// <summary>Takes the secrets that hold now, and no others.</summary>
    internal void FollowSecrets(IServiceProvider services) => Follow(services.GetRequiredService<IOptionsMonitor<PartneroWebhookOptions>>().Get(_webhooks.Name).Secrets);

    internal void ApplyTo(WebApplication app)
    {
        foreach (var around in _around)
            app.Use(around);
        app.UseRouting();
        _map(app);
    }

    private void Follow(IList<string> secrets)
    {
        secrets.Clear();
        foreach (var secret in Secrets.All)
            secrets.Add(secret);
    }

    /// <summary>What stands between the sender and a handler.</summary>
    internal delegate ValueTask Interception(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken);

    private sealed class Interceptor(IServiceProvider services, Interception intercept) : IWebhookInterceptor
    {
        public ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken) =>
            intercept(services, webhook, next, cancellationToken);
    }
}
