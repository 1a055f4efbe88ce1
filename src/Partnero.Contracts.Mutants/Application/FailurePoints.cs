using System.Collections.Concurrent;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>Where attempts fail when the contract asks for it: what a database or a process would do by itself, at the worst moment.</summary>
internal sealed class FailurePoints
{
    private readonly ConcurrentDictionary<(string Event, string Entity, FailurePoint Point), int> _left = new();

    /// <summary>Has the next attempts to apply an event to an entity fail at a point.</summary>
    public Task FailAsync(string eventName, string entityId, int times, FailurePoint point, CancellationToken cancellationToken)
    {
        _left[(eventName, entityId, point)] = times;
        return Task.CompletedTask;
    }

    /// <summary>Fails, if this attempt is to fail here.</summary>
    public void Pass(PartneroWebhook webhook, FailurePoint point)
    {
        var key = (webhook.Event, Payload.Of(webhook).EntityId, point);
        while (_left.TryGetValue(key, out var left) && left > 0)
        {
            // Only where nobody has told it otherwise in between: what is to end would go on for ever.
            if (_left.TryUpdate(key, left - 1, left))
                throw new InvalidOperationException($"The attempt fails here, as it was told to ({point}).");
        }
    }
}
