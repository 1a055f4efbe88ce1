using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Specimens.Billing;
using Partnero.Contracts.Specimens.PartneroWebhooks;

namespace Partnero.Contracts.Specimens.Defects;

/// <summary>The defect: an endpoint that reads and applies whatever is posted to it.</summary>
internal static class NoSignatureCheck
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(SpecimenBuilder.Path, (RequestDelegate)ReceiveAsync);

    private static async Task ReceiveAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var dispatcher = new PartneroDispatcher();
        try
        {
            var webhook = dispatcher.Read(body.ToArray());
            var inbox = ActivatorUtilities.CreateInstance<Inbox>(context.RequestServices);
            await inbox.InvokeAsync(
                webhook,
                async cancellationToken => await dispatcher.DispatchAsync(webhook, new ScopeHandlers(context.RequestServices), cancellationToken),
                context.RequestAborted);
        }
        catch (PayloadException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private sealed class ScopeHandlers(IServiceProvider services) : IWebhookHandlers
    {
        public async ValueTask<bool> HandleAsync<TWebhook>(TWebhook webhook, CancellationToken cancellationToken)
            where TWebhook : PartneroWebhook
        {
            if (services.GetKeyedService<IWebhookHandler<TWebhook>>("") is not { } handler)
                return false;
            await handler.HandleAsync(webhook, cancellationToken);
            return true;
        }
    }
}
