using System.Collections.Concurrent;
using System.Text.Json;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Billing;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>Which attempts fail, and where.</summary>
internal sealed class Failures
{
    private readonly ConcurrentDictionary<(string Event, string Entity, FailurePoint Point), int> _left = new();

    public Task FailForAsync(string eventName, string entityId, int times, FailurePoint point, CancellationToken cancellationToken)
    {
        _left[(eventName, entityId, point)] = times;
        return Task.CompletedTask;
    }

    public void Pass(PartneroWebhook webhook, FailurePoint point)
    {
        using var body = JsonDocument.Parse(webhook.RawBody);
        var key = (webhook.Event, EntityIds.Of(body.RootElement.GetProperty("data")), point);
        while (_left.TryGetValue(key, out var left) && left > 0)
        {
            if (_left.TryUpdate(key, left - 1, left))
                throw new InvalidOperationException($"The attempt fails here, as it was told to ({point}).");
        }
    }
}

/// <summary>Registered before the inbox: fails when a delivery was taken, and not answered.</summary>
internal sealed class FailureOutside(Failures failures) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        await next(cancellationToken);
        failures.Pass(webhook, FailurePoint.AfterCommit);
    }
}

/// <summary>Registered after it: fails in its transaction.</summary>
internal sealed class FailureInside(Failures failures) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        failures.Pass(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        failures.Pass(webhook, FailurePoint.BeforeCommit);
    }
}
