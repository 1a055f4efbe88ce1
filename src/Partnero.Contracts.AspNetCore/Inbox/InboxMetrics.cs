using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What waits in the inboxes of this process, as it was counted last. Each process that shares a database says the same.</summary>
internal sealed class InboxMetrics
{
    private readonly ConcurrentDictionary<InboxProgram, InboxDepth> _counted = [];

    public InboxMetrics(WebhookMetrics metrics)
    {
        Gauge("partnero.inbox.pending", "Stored deliveries whose work is to be done.", depth => depth.Pending);
        Gauge("partnero.inbox.parked", "Deliveries whose work failed as often as was allowed.", depth => depth.Parked);
        Gauge("partnero.inbox.unreadable", "Deliveries that were signed and could not be read.", depth => depth.Unreadable);
        metrics.Meter.CreateObservableGauge("partnero.inbox.oldest.age", () => Measure((program, depth) => depth.OldestPending is { } oldest ? (program.Now - oldest).TotalSeconds : 0d), "s", "How long the oldest pending delivery has waited; 0 where nothing is pending.");

        void Gauge(string name, string description, Func<InboxDepth, int> count) =>
            metrics.Meter.CreateObservableGauge(name, () => Measure((_, depth) => count(depth)), "{delivery}", description);
    }

    public void Counted(InboxProgram program, InboxDepth depth) => _counted[program] = depth;

    private IEnumerable<Measurement<T>> Measure<T>(Func<InboxProgram, InboxDepth, T> measure)
        where T : struct => _counted.Select(one => new Measurement<T>(measure(one.Key, one.Value), WebhookMetrics.Program(one.Key.Name)));
}
