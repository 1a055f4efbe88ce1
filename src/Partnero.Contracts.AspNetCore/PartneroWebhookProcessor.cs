using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Partnero.Contracts.AspNetCore;

/// <summary>
/// Has a verified body handled as the endpoint does: read, then through the interceptors to its handler. For deliveries that were
/// stored, such as those that could not be read, once their schema is set right.
/// </summary>
/// <remarks>
/// Registered by <c>AddPartneroWebhooks</c>; keyed by the program's name where several are registered. It does not verify: store only what was verified.
/// Safe for concurrent use.
/// </remarks>
public sealed class PartneroWebhookProcessor
{
    private readonly IServiceScopeFactory _scopes;
    private readonly WebhookRegistrations _registrations;
    private readonly RegisteredAround _around;
    private readonly IOptionsMonitor<PartneroWebhookOptions> _options;
    private readonly WebhookMetrics _metrics;
    private readonly ILogger<WebhookReceiver> _logger;

    internal PartneroWebhookProcessor(IServiceProvider services, WebhookRegistrations registrations)
    {
        _registrations = registrations;
        _around = new RegisteredAround(services, registrations.Name);
        _scopes = services.GetRequiredService<IServiceScopeFactory>();
        _options = services.GetRequiredService<IOptionsMonitor<PartneroWebhookOptions>>();
        _metrics = services.GetRequiredService<WebhookMetrics>();
        _logger = services.GetRequiredService<ILogger<WebhookReceiver>>();
    }

    /// <summary>Has a body handled, in a service scope of its own.</summary>
    /// <param name="body">The raw body of a delivery whose signature was verified when it came.</param>
    /// <param name="cancellationToken">Passed to the interceptors and the handler.</param>
    /// <exception cref="PayloadException">It cannot be read, or deviates where deviations are refused; the message says where.</exception>
    /// <remarks>What an interceptor or the handler throws is passed on: nothing was handled then, and the same body may be processed again.</remarks>
    public async Task<WebhookOutcome> ProcessAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        if (Read(body, _options.Get(_registrations.Name), out var eventName) is not { } webhook)
        {
            _logger.NoHandler(eventName);
            _metrics.Received(webhook: null, DeliveryOutcome.NotHandled);
            return WebhookOutcome.NotHandled;
        }

        await using var scope = _scopes.CreateAsyncScope();
        return await DispatchAsync(webhook, scope.ServiceProvider, cancellationToken);
    }

    /// <summary>Reads a body; null where nobody handles its event.</summary>
    internal PartneroWebhook? Read(ReadOnlyMemory<byte> body, PartneroWebhookOptions settings, out string eventName)
    {
        var webhook = _registrations.Dispatcher.ReadHandled(body, _registrations.Handles, out eventName);
        if (webhook is not { Deviations.Count: > 0 })
            return webhook;
        _metrics.Deviated(webhook);
        if (settings.DeviationsOf(eventName, out var option) == DeviationPolicy.Refuse)
            throw PayloadException.Deviating(webhook.Deviations, option);
        _logger.Deviates(webhook);
        return webhook;
    }

    /// <summary>Has a webhook handled in the scope that is given, through the inbox where there is one.</summary>
    internal async ValueTask<WebhookOutcome> DispatchAsync(PartneroWebhook webhook, IServiceProvider scope, CancellationToken cancellationToken)
    {
        var dispatch = new ScopedDispatch(scope, _registrations, _around, webhook);
        await FollowAsync(dispatch, dispatch.RunAsync, cancellationToken);
        _logger.Received(webhook, dispatch.Outcome);
        _metrics.Received(webhook, dispatch.Outcome switch
        {
            WebhookOutcome.Handled => DeliveryOutcome.Handled,
            WebhookOutcome.Duplicate => DeliveryOutcome.Duplicate,
            WebhookOutcome.Stored => DeliveryOutcome.Stored,
            _ => DeliveryOutcome.Left,
        });
        return dispatch.Outcome;
    }

    /// <summary>Reads a body that an inbox has stored.</summary>
    internal Func<IServiceProvider, CancellationToken, ValueTask>? ReadStored(ReadOnlyMemory<byte> body)
    {
        if (Read(body, _options.Get(_registrations.Name), out var eventName) is { } webhook)
        {
            return (scope, token) =>
            {
                var dispatch = new ScopedDispatch(scope, _registrations, _around, webhook);
                return FollowAsync(dispatch, dispatch.RunStoredAsync, token);
            };
        }

        _logger.NoHandler(eventName);
        return null;
    }

    private async ValueTask FollowAsync(ScopedDispatch dispatch, Func<CancellationToken, ValueTask> run, CancellationToken cancellationToken)
    {
        using var activity = WebhookActivities.Handle(dispatch.Webhook.Event);
        var began = Stopwatch.GetTimestamp();
        try
        {
            await run(cancellationToken);
            _metrics.Handled(dispatch.Webhook, Stopwatch.GetElapsedTime(began), hasFailed: false);
        }
        catch (Exception exception)
        {
            activity.Failed(exception);
            _metrics.Handled(dispatch.Webhook, Stopwatch.GetElapsedTime(began), hasFailed: true);
            throw;
        }
    }
}

/// <summary>What became of a webhook.</summary>
public enum WebhookOutcome
{
    /// <summary>Its handler has done its work.</summary>
    Handled,

    /// <summary>An interceptor answered for it, as for a duplicate.</summary>
    Left,

    /// <summary>No handler is registered for its event.</summary>
    NotHandled,

    /// <summary>The inbox knows it already.</summary>
    Duplicate,

    /// <summary>The inbox has stored it, and its handler will do its work.</summary>
    Stored,
}
