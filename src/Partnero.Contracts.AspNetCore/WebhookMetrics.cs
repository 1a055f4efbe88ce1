using System.Diagnostics.Metrics;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What is counted, by the meter <c>Partnero.Contracts</c>. No tag holds anything of a payload.</summary>
internal sealed class WebhookMetrics
{
    private readonly Counter<long> _deviations;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Partnero.Contracts");
        _deviations = meter.CreateCounter<long>("partnero.webhook.deviations", "{deviation}", "Fields that came with another type than their schema says.");
    }

    public void Deviated(PartneroWebhook webhook) =>
        _deviations.Add(webhook.Deviations.Count, new KeyValuePair<string, object?>("event", webhook.Event));
}
