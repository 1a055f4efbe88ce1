using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the address that Partnero posts to.</summary>
public static class PartneroWebhookEndpoints
{
    /// <summary>Receives webhooks by POST at a path.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path, such as <c>/webhooks/partnero</c>.</param>
    /// <param name="name">The program's name, where several are registered.</param>
    /// <returns>The endpoint, for conventions such as a rate limit. It asks for no authorisation and no antiforgery token: the signature is both.</returns>
    /// <remarks>
    /// Answers 200 when the delivery was handled, is of an event without a handler, or was left by an interceptor; 401 for a bad or
    /// missing signature, before the body is read where the header alone shows it; 400 for a signed body that cannot be read, or 200
    /// where an <see cref="IUnreadableWebhookHandler"/> stored it;
    /// 413 for one over the limit; 400 or 408 for one that breaks off or comes too slowly. Answers 500, so that the sender tries again,
    /// when a handler threw, when the configuration was reloaded without a usable secret, and when a middleware read the body before
    /// this endpoint and did not rewind it; 503 with <c>Retry-After</c> for a <see cref="RetryLaterException"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">AddPartneroWebhooks was not called for this name.</exception>
    /// <exception cref="OptionsValidationException">No secret is configured, or a blank one.</exception>
    public static IEndpointConventionBuilder MapPartneroWebhook(this IEndpointRouteBuilder endpoints, string path, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        name ??= Options.DefaultName;
        var services = endpoints.ServiceProvider;
        var registrations = services.GetKeyedService<WebhookRegistrations>(name)
            ?? throw new InvalidOperationException($"No webhooks are registered under the name '{name}'. Call services.AddPartneroWebhooks<PartneroDispatcher>(…) first, with the same name.");
        _ = services.GetRequiredService<IOptionsMonitor<PartneroWebhookOptions>>().Get(name);

        var receiver = ActivatorUtilities.CreateInstance<WebhookReceiver>(services, registrations, services.GetRequiredKeyedService<PartneroWebhookProcessor>(name));
        RequestDelegate receive = receiver.ReceiveAsync;
        return endpoints.MapMethods(path, [HttpMethods.Post], receive)
            .WithDisplayName($"Partnero webhooks at {path}")
            .WithMetadata(new Authorization.AllowAnonymousAttribute());
    }
}
