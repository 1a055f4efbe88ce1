using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Specimens.Billing;
using Partnero.Contracts.Specimens.PartneroWebhooks;

namespace Partnero.Contracts.Specimens;

/// <summary>Puts a specimen together: the billing handlers, and whatever stands between them and the sender.</summary>
public sealed class SpecimenBuilder
{
    /// <summary>Where every specimen receives webhooks.</summary>
    public const string Path = "/webhooks/partnero";

    private Func<HttpContext, RequestDelegate, Task>? _around;
    private Action<IEndpointRouteBuilder> _map = endpoints => endpoints.MapPartneroWebhook(Path);

    internal SpecimenBuilder(IServiceCollection services, string secret)
    {
        Services = services;
        Webhooks = services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(secret)).AddBilling();
    }

    internal IServiceCollection Services { get; }

    internal PartneroWebhookBuilder Webhooks { get; }

    /// <summary>Receives with the project's own endpoint, behind an inbox or none.</summary>
    internal void Receive(Type? inbox)
    {
        if (inbox is not null)
            Services.AddKeyedScoped(typeof(IWebhookInterceptor), Webhooks.Name, inbox);
    }

    /// <summary>Receives with an endpoint of the specimen's own.</summary>
    internal void Map(Action<IEndpointRouteBuilder> map) => _map = map;

    /// <summary>Runs something around each request, from its headers on.</summary>
    internal void Around(Func<HttpContext, RequestDelegate, Task> around) => _around = around;

    internal void ApplyTo(WebApplication app)
    {
        if (_around is { } around)
            app.Use(around);
        _map(app);
    }
}
