using Partnero.Contracts.Testing.Capabilities;

namespace Partnero.Contracts.Testing;

// All that there are. CONTRIBUTING.md says what else a new one touches.
public sealed partial class Capability
{
    /// <summary>The consumer shows what it has applied: <see cref="WebhookConsumer.Effects"/>.</summary>
    public static Capability Effects { get; } = new(
        nameof(WebhookConsumer.Effects),
        purpose: "tells what was applied, by event name and entity id",
        absence: "The consumer does not let its effects be seen.",
        url: new(
            "effects",
            "Asked by GET for what was applied, with {event} and {id} in its query; answers a JSON number, or a list of objects with the recorded fields.",
            "{event}",
            "{id}"),
        command: new(
            "Run for what was applied, with {event} and {id} in its arguments, or PARTNERO_EVENT and PARTNERO_ID in its environment; prints a number, a JSON list of objects with the recorded fields, or a line with such an object for each effect.",
            (given, text, _) => given with { Effects = CommandProbes.Effects(text) }),
        inProcess: given => given.Effects,
        overHttp: (given, probes, url, _) => given with { Effects = probes.Effects(url) });

    /// <summary>The consumer shows what it holds of an entity: <see cref="WebhookConsumer.State"/>.</summary>
    public static Capability State { get; } = new(
        nameof(WebhookConsumer.State),
        purpose: "tells what is stored of an entity now, by its kind and id",
        absence: "The consumer does not let its state be seen.",
        url: new(
            "state",
            "Asked by GET for what is stored of an entity now, with {entity} (partner, customer, transaction or reward) and {id} in its query; answers a JSON object, and null or 404 where nothing is.",
            "{entity}",
            "{id}"),
        command: new(
            "Run for what is stored of an entity now, with {entity} and {id}, or PARTNERO_ENTITY and PARTNERO_ID; prints a JSON object, and null or nothing where nothing is.",
            (given, text, _) => given with { State = CommandProbes.State(text) }),
        inProcess: given => given.State,
        overHttp: (given, probes, url, _) => given with { State = probes.State(url) });

    /// <summary>The consumer fails when it is told to: <see cref="WebhookConsumer.FailFor"/>.</summary>
    public static Capability FailFor { get; } = new(
        nameof(WebhookConsumer.FailFor),
        purpose: "has the next attempts fail, at a point of the work",
        absence: "The consumer cannot be made to fail.",
        url: new(
            "fail",
            "Told by POST to fail the next attempts, with {event}, {id}, {times} and optionally {point} (before-effect, before-commit, after-commit).",
            "{event}",
            "{id}",
            "{times}"),
        command: new(
            "Run to fail the next attempts, with {event}, {id}, {times} and optionally {point}, or PARTNERO_EVENT, PARTNERO_ID, PARTNERO_TIMES and PARTNERO_POINT.",
            (given, text, _) => given with
            {
                FailFor = CommandProbes.FailFor(text),
                FailsAtEveryPoint = text.Contains("{point}", StringComparison.Ordinal) || text.Contains("PARTNERO_POINT", StringComparison.Ordinal),
            }),
        inProcess: given => given.FailFor,
        overHttp: (given, probes, url, _) => given with
        {
            FailFor = probes.FailFor(url),
            FailsAtEveryPoint = url.Contains("{point}", StringComparison.Ordinal),
        })
    {
        Refinements = [nameof(WebhookConsumer.FailsAtEveryPoint)],
    };

    /// <summary>The consumer's clock can be moved on: <see cref="WebhookConsumer.Clock"/>.</summary>
    public static Capability Clock { get; } = new(
        nameof(WebhookConsumer.Clock),
        purpose: "moves the consumer's clock on",
        absence: "The consumer's clock cannot be moved on.",
        url: new("clock", "Told by POST to move the consumer's clock on, by {seconds}: a number that may have a fraction, such as 0.138.", "{seconds}"),
        command: new(
            "Run to move the consumer's clock on, by {seconds} or PARTNERO_SECONDS.",
            (given, text, _) => given with { Clock = CommandProbes.Clock(text) }),
        inProcess: given => given.Clock,
        overHttp: (given, probes, url, _) => given with { Clock = probes.Clock(url) });

    /// <summary>The consumer can be restarted: <see cref="WebhookConsumer.Restart"/>.</summary>
    public static Capability Restart { get; } = new(
        nameof(WebhookConsumer.Restart),
        purpose: "restarts the consumer with what it has stored",
        absence: "The consumer cannot be restarted.",
        url: new(
            "restart",
            "Told by POST to restart the consumer, at the same address and with what it has stored. It must be seen down, or answer {\"restarted\": true} once it is done."),
        command: new(
            "Run to restart the consumer, at the same address and with what it has stored. It must be seen down, or the command print {\"restarted\": true} once it is done.",
            (given, text, consumer) => given with { Restart = CommandProbes.Restart(text, consumer) }),
        inProcess: given => given.Restart,
        overHttp: (given, probes, url, consumer) => given with { Restart = probes.Restart(url, consumer) });

    /// <summary>Another replica of the consumer can be sent to: <see cref="WebhookConsumer.Replica"/>.</summary>
    public static Capability Replica { get; } = new(
        nameof(WebhookConsumer.Replica),
        purpose: "names another replica, which shares the consumer's store",
        absence: "No other replica of the consumer is known.",
        url: new(
            "replica",
            "Where another replica of the consumer receives webhooks: another process with the same secret and the same store, which runs beside the one that is checked."),
        command: null,
        inProcess: given => given.Replica,
        overHttp: (given, _, url, _) => given with { Replica = HttpProbes.Replica(url) });

    /// <summary>The consumer's signing secrets can be changed while it runs: <see cref="WebhookConsumer.SetSecrets"/>.</summary>
    public static Capability SetSecrets { get; } = new(
        nameof(WebhookConsumer.SetSecrets),
        purpose: "sets the signing secrets that hold from then on",
        absence: "The consumer's signing secrets cannot be changed while it runs.",
        url: new("secrets", "Told by POST, with a JSON list of texts as the body, which signing secrets hold from then on; no others do."),
        command: new(
            "Run with a JSON list of texts on its standard input: which signing secrets hold from then on; no others do.",
            (given, text, _) => given with { SetSecrets = CommandProbes.SetSecrets(text) }),
        inProcess: given => given.SetSecrets,
        overHttp: (given, probes, url, _) => given with { SetSecrets = probes.SetSecrets(url) });

    /// <summary>All, in the order in which guides and the tool list them.</summary>
    internal static IReadOnlyList<Capability> All { get; } = [Effects, State, FailFor, Clock, Restart, Replica, SetSecrets];
}
