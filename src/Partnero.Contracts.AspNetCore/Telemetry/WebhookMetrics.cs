using System.Diagnostics.Metrics;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What is counted, by the meter <c>Partnero.Contracts</c>. No tag holds anything of a payload but the name of an event that has a schema.</summary>
internal sealed class WebhookMetrics
{
    /// <summary>The name of the meter, and of the activity source.</summary>
    public const string Name = "Partnero.Contracts";

    /// <summary>Stands for each event without a schema: whoever could make up names could make up series.</summary>
    private const string OtherEvent = "_OTHER";

    /// <summary>What is usual for requests. Without it, all that the sender waits for would be in one bucket.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _deviations;
    private readonly Counter<long> _works;
    private readonly Histogram<double> _durations;

    public WebhookMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(Name);
        _deliveries = Meter.CreateCounter<long>("partnero.webhook.deliveries", "{delivery}", "Deliveries that were answered, by what became of them.");
        _deviations = Meter.CreateCounter<long>("partnero.webhook.deviations", "{deviation}", "Fields that came with another type than their schema says.");
        _durations = Meter.CreateHistogram("partnero.webhook.handle.duration", "s", "How long interceptors and handlers took, whether they failed or not.", tags: null, Seconds);
        _works = Meter.CreateCounter<long>("partnero.inbox.attempts", "{attempt}", "Attempts at the work of stored deliveries, by what became of them.");
    }

    public Meter Meter { get; }

    public void Deviated(PartneroWebhook webhook) => _deviations.Add(webhook.Deviations.Count, Event(webhook));

    public void Received(PartneroWebhook? webhook, DeliveryOutcome outcome) => _deliveries.Add(1, Event(webhook), Outcome(outcome));

    public void Handled(PartneroWebhook webhook, TimeSpan took, bool hasFailed) =>
        _durations.Record(took.TotalSeconds, Event(webhook), new("outcome", hasFailed ? "failed" : "handled"));

    public void Worked(string program, string outcome) => _works.Add(1, Program(program), new("outcome", outcome));

    public static KeyValuePair<string, object?> Program(string name) => new("program", name.Length == 0 ? "default" : name);

    private static KeyValuePair<string, object?> Event(PartneroWebhook? webhook) => new("event", webhook is null or UnknownWebhook ? OtherEvent : webhook.Event);

    private static KeyValuePair<string, object?> Outcome(DeliveryOutcome outcome) => new("outcome", outcome switch
    {
        DeliveryOutcome.Handled => "handled",
        DeliveryOutcome.Left => "left",
        DeliveryOutcome.NotHandled => "not_handled",
        DeliveryOutcome.Duplicate => "duplicate",
        DeliveryOutcome.Stored => "stored",
        DeliveryOutcome.Unreadable => "unreadable",
        DeliveryOutcome.Failed => "failed",
        DeliveryOutcome.PutOff => "put_off",
        DeliveryOutcome.HungUp => "hung_up",
        _ => "refused",
    });
}

/// <summary>What became of a delivery, for those who count.</summary>
internal enum DeliveryOutcome
{
    Handled,
    Left,
    NotHandled,
    Duplicate,
    Stored,
    Unreadable,
    Failed,
    PutOff,
    HungUp,
    Refused,
}
