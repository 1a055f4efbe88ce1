using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Deliveries that the sender did not sign. Each is about an entity of its own, so that an effect can be told.</summary>
internal static class Forgeries
{
    public static IEnumerable<WebhookDelivery> Absent(ClauseRun run) => Put(run, "S2a");

    public static IEnumerable<WebhookDelivery> Empty(ClauseRun run) => Put(run, "S2b");

    public static IEnumerable<WebhookDelivery> Malformed(ClauseRun run) => Put(run, "S4a", "S4b", "S5", "S12a", "S12b", "S12c", "S12d");

    public static IEnumerable<WebhookDelivery> OtherSecret(ClauseRun run) => Put(run, "S1", "S3a", "S3b", "S14", "S15");

    public static IEnumerable<WebhookDelivery> Tampered(ClauseRun run)
    {
        // To an event that the consumer acts on, if there is one: else its effect could not be seen.
        var other = run.Control.Effective.Concat(run.Control.Accepted).Append(run.Consumer.Sender.SomeEvents.One).Append(run.Consumer.Sender.SomeEvents.Other).First(name => name != run.AnyEvent);
        var signed = run.Deliveries.Valid(run.AnyEvent);
        yield return signed.WithBody(PhpTree.Set(signed.Tree!, [signed.Sender.Envelope.Event], other), "event changed after signing") with { Event = other };

        foreach (var delivery in Put(run, "S8a", "S8b", "S13b", "S13c", "S13d", "S13e"))
            yield return delivery;
    }

    public static IEnumerable<WebhookDelivery> All(ClauseRun run) =>
        [.. Absent(run), .. Empty(run), .. Malformed(run), .. OtherSecret(run), .. Tampered(run)];

    private static IEnumerable<WebhookDelivery> Put(ClauseRun run, params string[] faults) =>
        faults.Select(id => SignatureFault.Find(id).Put(run.Deliveries.Valid(run.AnyEvent), run.Consumer.Secret));
}
