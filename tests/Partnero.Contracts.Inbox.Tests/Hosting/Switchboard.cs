using System.Collections.Concurrent;
using Partnero.Contracts.AspNetCore;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>What the handlers of a test do at each attempt, before or after their work.</summary>
internal sealed class Switchboard
{
    private readonly ConcurrentDictionary<string, Func<int, Task>> _acts = [];
    private readonly ConcurrentDictionary<string, int> _attempts = [];

    /// <summary>Has each attempt about an entity do something first, which is given the number of the attempt.</summary>
    public void At(string entity, Func<int, Task> act) => _acts[entity] = act;

    public int Attempts(string entity) => _attempts.GetValueOrDefault(entity);

    public async Task PassAsync(string entity)
    {
        var attempt = _attempts.AddOrUpdate(entity, 1, (_, before) => before + 1);
        if (_acts.TryGetValue(entity, out var act))
            await act(attempt);
    }
}

/// <summary>Registered after the inbox: asks the switchboard, within the transaction.</summary>
internal sealed class SwitchedWork(Switchboard switchboard) : IWebhookInterceptor
{
    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        using var body = System.Text.Json.JsonDocument.Parse(webhook.RawBody);
        await switchboard.PassAsync(Billing.EntityIds.Of(body.RootElement.GetProperty("data")));
        await next(cancellationToken);
    }
}
