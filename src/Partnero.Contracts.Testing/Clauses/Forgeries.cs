using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Deliveries that the sender did not sign. Each is about an entity of its own, so that an effect can be told.</summary>
internal static class Forgeries
{
    /// <summary>A delivery signed with a secret that the consumer does not have.</summary>
    /// <param name="run">The clause's run.</param>
    /// <param name="valid">The delivery.</param>
    /// <param name="more">What else is to be said of it, such as <c>, to /other</c>.</param>
    public static WebhookDelivery ByAnotherSecret(ClauseRun run, WebhookDelivery valid, string more)
    {
        var fault = SignatureFault.Find("another-secret");
        return fault.Inject(valid, run.Consumer.Secret) with { Note = fault.What + more };
    }

    public static IEnumerable<WebhookDelivery> Absent(ClauseRun run) => Inject(run, "no-signature");

    public static IEnumerable<WebhookDelivery> Empty(ClauseRun run) => Inject(run, "empty-signature");

    public static IEnumerable<WebhookDelivery> Malformed(ClauseRun run) => Inject(run, "right-first-half", "truncated-signature", "not-hex", "one-digit", "digit-missing", "digit-added", "not-ascii");

    public static IEnumerable<WebhookDelivery> OtherSecret(ClauseRun run) => Inject(run, "another-secret", "empty-secret", "blank-secret", "unknown-webhook-key", "last-digit-changed", "right-last-eight", "right-last-half", "every-second-digit", "of-another-body");

    public static IEnumerable<WebhookDelivery> Tampered(ClauseRun run)
    {
        // To an event that the consumer acts on, if there is one: else its effect could not be seen.
        var other = run.Baseline.Effective.Concat(run.Baseline.Accepted).Append(run.Consumer.Sender.SomeEvents.One).Append(run.Consumer.Sender.SomeEvents.Other).First(name => name != run.AnyEvent);
        var signed = run.Deliveries.Valid(run.AnyEvent);
        yield return signed.WithBody(PhpTree.Set(signed.Tree!, [signed.Sender.Envelope.Event], other), "event changed after signing") with { Event = other };

        foreach (var delivery in Inject(run, "line-feed-added", "byte-order-mark-added", "url-changed", "webhook-key-changed", "created-at-changed", "data-changed"))
            yield return delivery;
    }

    public static IEnumerable<WebhookDelivery> All(ClauseRun run) =>
        [.. Absent(run), .. Empty(run), .. Malformed(run), .. OtherSecret(run), .. Tampered(run)];

    private static IEnumerable<WebhookDelivery> Inject(ClauseRun run, params string[] faults) =>
        faults.Select(id => SignatureFault.Find(id).Inject(run.Deliveries.Valid(run.AnyEvent), run.Consumer.Secret));
}
