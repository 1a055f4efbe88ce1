using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Receives one delivery: body, signature, payload, handler, in this order.</summary>
internal sealed class WebhookReceiver(IOptionsMonitor<PartneroWebhookOptions> options, ILogger<WebhookReceiver> logger)
{
    public async Task ReceiveAsync(HttpContext context, WebhookRegistrations registrations) =>
        context.Response.StatusCode = await AnswerAsync(context, registrations);

    private async Task<int> AnswerAsync(HttpContext context, WebhookRegistrations registrations)
    {
        var cancellationToken = context.RequestAborted;
        if (CurrentSettings(registrations) is not { } settings)
            return StatusCodes.Status500InternalServerError;
        if (await RawBody.ReadAsync(context.Request, settings.MaxBodyBytes, cancellationToken) is not { } body)
        {
            logger.BodyTooLarge(settings.MaxBodyBytes);
            return StatusCodes.Status413PayloadTooLarge;
        }

        if (!IsSigned(context.Request, body, settings))
            return StatusCodes.Status401Unauthorized;

        PartneroWebhook webhook;
        try
        {
            webhook = registrations.Dispatcher.Read(body);
        }
        catch (PayloadException fault)
        {
            return await RefuseAsync(context, registrations, new UnreadableWebhook(body, fault), cancellationToken);
        }

        return await DispatchAsync(context, registrations, webhook, cancellationToken);
    }

    /// <returns>Null where the configuration was reloaded with something that cannot be used.</returns>
    private PartneroWebhookOptions? CurrentSettings(WebhookRegistrations registrations)
    {
        try
        {
            return options.Get(registrations.Name);
        }
        catch (OptionsValidationException fault)
        {
            logger.Misconfigured(fault.Message);
            return null;
        }
    }

    private bool IsSigned(HttpRequest request, byte[] body, PartneroWebhookOptions settings)
    {
        var signatures = request.Headers[PartneroSignature.HeaderName];
        if (signatures.Count != 1)
        {
            logger.SignatureMissing(signatures.Count, body.Length);
            return false;
        }

        if (new SignatureVerifier(settings.Secrets).Verify(body, signatures[0]))
            return true;
        logger.SignatureWrong(body.Length);
        return false;
    }

    private async Task<int> RefuseAsync(HttpContext context, WebhookRegistrations registrations, UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        logger.Unreadable(delivery.Fault.Pointer, delivery.Fault.Message, delivery.RawBody.Length);
        try
        {
            if (context.RequestServices.GetKeyedService<IUnreadableWebhookHandler>(registrations.Name) is { } handler)
                await handler.HandleAsync(delivery, cancellationToken);
            return StatusCodes.Status400BadRequest;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.UnreadableNotKept(fault);
            return StatusCodes.Status500InternalServerError;
        }
    }

    private async Task<int> DispatchAsync(HttpContext context, WebhookRegistrations registrations, PartneroWebhook webhook, CancellationToken cancellationToken)
    {
        if (!registrations.Handles(webhook.GetType()))
        {
            logger.NotHandled(webhook.Event);
            return StatusCodes.Status200OK;
        }

        try
        {
            var dispatch = new ScopedDispatch(context.RequestServices, registrations, webhook);
            await dispatch.RunAsync(cancellationToken);
            if (dispatch.WasHandled)
                logger.Handled(webhook.Event, webhook.CreatedAt);
            else
                logger.LeftByInterceptor(webhook.Event, webhook.CreatedAt);
            return StatusCodes.Status200OK;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The sender hung up and reads no answer; it tries again.
            logger.SenderHungUp(webhook.Event);
            return StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception fault)
        {
            logger.HandlerFailed(fault, webhook.Event, webhook.CreatedAt);
            return StatusCodes.Status500InternalServerError;
        }
    }
}
