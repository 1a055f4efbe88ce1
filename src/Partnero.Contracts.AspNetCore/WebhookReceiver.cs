using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Receives one delivery: signature, payload, handler, in this order.</summary>
internal sealed class WebhookReceiver(
    WebhookRegistrations registrations, PartneroWebhookProcessor processor, IOptionsMonitor<PartneroWebhookOptions> options, WebhookMetrics metrics, ILogger<WebhookReceiver> logger)
{
    private readonly KeptVerifier _verifier = new();

    public async Task ReceiveAsync(HttpContext context) => context.Response.StatusCode = await AnswerAsync(context);

    private async Task<int> AnswerAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (CurrentSettings() is not { } settings)
            return Answer(null, DeliveryOutcome.Refused, StatusCodes.Status500InternalServerError);
        var received = await SignedBody.ReceiveAsync(context.Request, settings, _verifier, logger);
        if (received.Bytes is not { } body)
            return Answer(null, DeliveryOutcome.Refused, received.Refusal);

        PartneroWebhook? webhook;
        string eventName;
        try
        {
            webhook = processor.Read(body, settings, out eventName);
        }
        catch (PayloadException exception)
        {
            return await KeepAsync(context, new UnreadableWebhook(body, exception), cancellationToken);
        }

        if (webhook is not null)
            return await DispatchAsync(context, webhook, cancellationToken);
        logger.NoHandler(eventName);
        return Answer(null, DeliveryOutcome.NotHandled, StatusCodes.Status200OK);
    }

    /// <returns>Null where the configuration was reloaded with something that cannot be used.</returns>
    private PartneroWebhookOptions? CurrentSettings()
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

    private async Task<int> KeepAsync(HttpContext context, UnreadableWebhook delivery, CancellationToken cancellationToken)
    {
        try
        {
            if (context.RequestServices.GetKeyedService<IUnreadableWebhookHandler>(registrations.Name) is { } handler
                && await handler.HandleAsync(delivery, cancellationToken) == UnreadableOutcome.Stored)
            {
                logger.UnreadableStored(delivery);
                return Answer(null, DeliveryOutcome.Unreadable, StatusCodes.Status200OK);
            }

            logger.Unreadable(delivery);
            return Answer(null, DeliveryOutcome.Unreadable, StatusCodes.Status400BadRequest);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.SenderHungUpOnUnreadable();
            return Answer(null, DeliveryOutcome.HungUp, StatusCodes.Status499ClientClosedRequest);
        }
        catch (RetryLaterException exception)
        {
            return PutOff(context, null, exception);
        }
        catch (Exception exception)
        {
            logger.Unreadable(delivery);
            logger.UnreadableNotKept(exception);
            return Answer(null, DeliveryOutcome.Failed, StatusCodes.Status500InternalServerError);
        }
    }

    private async Task<int> DispatchAsync(HttpContext context, PartneroWebhook webhook, CancellationToken cancellationToken)
    {
        try
        {
            await processor.DispatchAsync(webhook, context.RequestServices, cancellationToken);
            return StatusCodes.Status200OK;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The sender hung up and reads no answer; it tries again.
            logger.SenderHungUp(webhook);
            return Answer(webhook, DeliveryOutcome.HungUp, StatusCodes.Status499ClientClosedRequest);
        }
        catch (RetryLaterException exception)
        {
            return PutOff(context, webhook, exception);
        }
        catch (Exception exception)
        {
            logger.HandlerFailed(exception, webhook);
            return Answer(webhook, DeliveryOutcome.Failed, StatusCodes.Status500InternalServerError);
        }
    }

    private int Answer(PartneroWebhook? webhook, DeliveryOutcome outcome, int status)
    {
        metrics.Received(webhook, outcome);
        return status;
    }

    private int PutOff(HttpContext context, PartneroWebhook? webhook, RetryLaterException exception)
    {
        logger.PutOff(exception.Message);
        var seconds = Math.Max(1, Math.Ceiling(exception.After.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Answer(webhook, DeliveryOutcome.PutOff, StatusCodes.Status503ServiceUnavailable);
    }
}
