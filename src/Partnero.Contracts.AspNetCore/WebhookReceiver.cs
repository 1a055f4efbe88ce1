using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Receives one delivery: signature, payload, handler, in this order.</summary>
internal sealed class WebhookReceiver(IOptionsMonitor<PartneroWebhookOptions> options, ILogger<WebhookReceiver> logger)
{
    public async Task ReceiveAsync(HttpContext context, WebhookRegistrations registrations) =>
        context.Response.StatusCode = await AnswerAsync(context, registrations);

    private async Task<int> AnswerAsync(HttpContext context, WebhookRegistrations registrations)
    {
        var cancellationToken = context.RequestAborted;
        if (CurrentSettings(registrations) is not { } settings)
            return StatusCodes.Status500InternalServerError;
        var received = await SignedBody.ReceiveAsync(context.Request, settings, logger);
        if (received.Bytes is not { } body)
            return received.Refusal;

        PartneroWebhook webhook;
        try
        {
            webhook = registrations.Dispatcher.Read(body);
        }
        catch (PayloadException exception)
        {
            return await RefuseAsync(context, registrations, new UnreadableWebhook(body, exception), cancellationToken);
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
        catch (OptionsValidationException exception)
        {
            logger.Misconfigured(exception.Message);
            return null;
        }
    }

    private async Task<int> RefuseAsync(HttpContext context, WebhookRegistrations registrations, UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        logger.Unreadable(delivery);
        try
        {
            if (context.RequestServices.GetKeyedService<IUnreadableWebhookHandler>(registrations.Name) is { } handler)
                await handler.HandleAsync(delivery, cancellationToken);
            return StatusCodes.Status400BadRequest;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.SenderHungUpOnUnreadable();
            return StatusCodes.Status499ClientClosedRequest;
        }
        catch (RetryLaterException exception)
        {
            return PutOff(context, exception);
        }
        catch (Exception exception)
        {
            logger.UnreadableNotKept(exception);
            return StatusCodes.Status500InternalServerError;
        }
    }

    private async Task<int> DispatchAsync(HttpContext context, WebhookRegistrations registrations, PartneroWebhook webhook, CancellationToken cancellationToken)
    {
        if (!registrations.Handles(webhook.GetType()))
        {
            logger.NotHandled(webhook);
            return StatusCodes.Status200OK;
        }

        try
        {
            var dispatch = new ScopedDispatch(context.RequestServices, registrations, webhook);
            await dispatch.RunAsync(cancellationToken);
            if (dispatch.WasHandled)
                logger.Handled(webhook);
            else
                logger.LeftByInterceptor(webhook);
            return StatusCodes.Status200OK;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The sender hung up and reads no answer; it tries again.
            logger.SenderHungUp(webhook);
            return StatusCodes.Status499ClientClosedRequest;
        }
        catch (RetryLaterException exception)
        {
            return PutOff(context, exception);
        }
        catch (Exception exception)
        {
            logger.HandlerFailed(exception, webhook);
            return StatusCodes.Status500InternalServerError;
        }
    }

    private int PutOff(HttpContext context, RetryLaterException exception)
    {
        logger.PutOff(exception.Message);
        var seconds = Math.Max(1, Math.Ceiling(exception.After.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return StatusCodes.Status503ServiceUnavailable;
    }
}
