using System.Text.Json;
using Partnero.Contracts;
using Partnero.Contracts.Testing;

namespace Consumer.Tests.Hosting;

/// <summary>Which attempts fail. The service knows nothing of it: interceptors beside its own ask here.</summary>
internal sealed class InjectedFailures
{
    private readonly Lock _turn = new();
    private readonly Dictionary<(string Event, string EntityId, FailurePoint Point), int> _left = [];

    public Task FailForAsync(string eventName, string entityId, int times, FailurePoint point, CancellationToken cancellationToken)
    {
        lock (_turn)
            _left[(eventName, entityId, point)] = times;
        return Task.CompletedTask;
    }

    /// <summary>Throws where an attempt is to fail at this point.</summary>
    public void ThrowIfDue(PartneroWebhook webhook, FailurePoint point)
    {
        var attempt = (webhook.Event, EntityId(webhook), point);
        lock (_turn)
        {
            if (_left.GetValueOrDefault(attempt) == 0)
                return;
            _left[attempt]--;
        }

        throw new InjectedFailureException($"The attempt was told to fail: {point}.");
    }

    private static string EntityId(PartneroWebhook webhook)
    {
        using var body = JsonDocument.Parse(webhook.RawBody);
        var data = body.RootElement.GetProperty("data");
        return data.TryGetProperty("id", out var id) || data.TryGetProperty("key", out id) ? id.ToString() : "";
    }
}
