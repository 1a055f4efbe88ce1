using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What a consumer must read, and what it must read over.</summary>
internal static class BodyClauses
{
    public static readonly WebhookClause AcceptsEveryEvent = new()
    {
        Id = "BODY-01",
        Title = "accepts each documented event as PHP writes it",
        Why = $"An event that is refused is tried {PartneroFacts.Sheet.AttemptsInWords} times in {PartneroFacts.Sheet.TriedFor}, then lost.",
        Source = "The outgoing-webhooks guide lists the events; PHP's json_encode writes / as \\/ and é as \\u00e9, and the signature is over these bytes.",
        Remedy = "Answer each event with a 2xx, and hash the bytes as they arrived, before anything parses them.",
        BuildsOn = ClauseBasis.Nothing,
        Check = (run, _) => Task.FromResult(CheckBaseline(run)),
    };

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        AcceptsEveryEvent,
        new()
        {
            Id = "BODY-02",
            Title = "accepts fields that it does not know",
            Why = "The sender adds fields without notice; a consumer that refuses them loses every event from that day on.",
            Source = "The guide's two examples of partner.created differ in their fields; the REST reference names more.",
            Remedy = "Read the fields that you need and ignore the others: take off whatever rejects unknown members.",
            Check = CheckUnknownFieldsAsync,
        },
        new()
        {
            Id = "BODY-03",
            Title = "does not fail on an event that it does not know",
            Why = $"A failure has the sender repeat the event {PartneroFacts.Sheet.RetriesInWords} times and mark the webhook as failing.",
            Source = "The sender's own n8n node subscribes to nine events that the guide does not list.",
            Remedy = "Give the dispatch a default branch that acknowledges.",
            Check = (run, cancellationToken) => CheckUnknownEventsAsync(run, answer => !answer.IsCrash, "an answer below 500; best a 2xx", cancellationToken),
        },
        new()
        {
            Id = "BODY-04",
            Title = "acknowledges an event that it does not know",
            IsAdvice = true,
            Why = $"Anything but a 2xx has the sender repeat the event {PartneroFacts.Sheet.RetriesInWords} times, for nothing.",
            Source = "The guide is silent; it says that anything but a 2xx is tried again.",
            Remedy = "Answer 2xx to events that you do not know, and log their names if you want to learn of them.",
            Check = (run, cancellationToken) => CheckUnknownEventsAsync(run, answer => answer.IsAccepted, "a 2xx", cancellationToken),
        },
        .. ShapeClauses.All,
        .. DrawnClauses.All,
    ];

    private static ClauseFinding CheckBaseline(ClauseRun run)
    {
        if (run.Baseline.Deliveries.Count == 0)
            return ClauseFinding.Blocked(run.Baseline.Incomplete ?? "No event is named in WebhookConsumer.Handles: name those that the webhook is subscribed to, or leave it out.");

        var refused = run.Baseline.Deliveries.Where(sent => !sent.Answer.IsAccepted).ToList();
        if (refused.Count == 0)
            return run.Baseline.Incomplete is { } reason ? ClauseFinding.Blocked(reason) : ClauseFinding.Kept;

        // A refusal of a payload that was made up is the consumer's good right: what was described comes first.
        var undescribed = refused.Where(sent => sent.Answer.Status >= 400).Select(sent => sent.Delivery.Event).Where(name => !run.Consumer.Schemas.Events.Contains(name)).Distinct().ToList();
        var blamed = refused.Where(sent => !undescribed.Contains(sent.Delivery.Event)).ToList();
        var remark = UndescribedEvents.Remark(run.Consumer, undescribed);
        if (remark is not null && blamed.Count == 0 && run.Baseline is { Doubt: null, Hint: null })
            return ClauseFinding.Blocked($"{refused[0].Delivery.Event} was answered with {refused[0].Answer}. {remark}");

        var (delivery, answer) = blamed.Count > 0 ? blamed[0] : refused[0];
        var which = run.Baseline.Accepted.Count == 0
            ? $"all {refused.Count} valid deliveries were not accepted"
            : $"{refused.Count} of {run.Baseline.Deliveries.Count} valid deliveries were not accepted: {string.Join(", ", refused.Select(sent => sent.Delivery.Event).Distinct())}";
        var actual = $"{answer} ({which})";
        if ((run.Baseline.Doubt ?? run.Baseline.Hint) is { } known)
            return ClauseFinding.Broken(delivery, "a 2xx", actual) with { Remedy = known };
        if (run.Consumer.Handles is null && run.Baseline.Accepted.Count > 0 && refused.TrueForAll(sent => sent.Answer.Status is >= 400 and < 500))
            actual += ". If the webhook is not subscribed to such events, name those that it is in WebhookConsumer.Handles";
        if (remark is not null)
            actual += ". " + remark.TrimEnd('.');
        return ClauseFinding.Broken(delivery, "a 2xx", actual) with { Remedy = Remedy(answer) };
    }

    /// <summary>What is not about the body is not cured by reading it in another way.</summary>
    private static string? Remedy(DeliveryAnswer answer) => answer switch
    {
        { IsTimeout: true } => "Answer before the work is done: see STATUS-01.",
        { IsRedirect: true } => "Answer at the address itself, and send nobody elsewhere: see STATUS-02.",
        { IsCrash: true } => "See in the consumer's own log what fails.",
        _ => null,
    };

    private static async Task<ClauseFinding> CheckUnknownFieldsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        foreach (var name in run.Baseline.Accepted)
        {
            var delivery = await run.PrepareAsync(name, cancellationToken, data => AddFields(data, PayloadShapes.MapFields(run.Consumer.Schemas, name)), body => body.With("delivery_attempt", 1L)).ConfigureAwait(false);
            deliveries.Add(delivery with { Note = "valid and signed, with a new field at each level" });
        }

        return await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A new field in the payload and in each object within it that is not a map of the program's own.</summary>
    private static PhpArray AddFields(PhpArray data, IReadOnlyList<string> maps)
    {
        foreach (var (key, value) in data)
        {
            if (value is PhpArray { IsList: false } inner && !maps.Contains(key.ToString()))
                data = data.With(key.ToString(), inner.With("segment", "new"));
        }

        return data.With("lifetime_value", 12.5).With("links", PhpArray.Map(("self", "https://api.example.com/v2/self")));
    }

    private static async Task<ClauseFinding> CheckUnknownEventsAsync(ClauseRun run, Func<DeliveryAnswer, bool> isRight, string expected, CancellationToken cancellationToken)
    {
        var events = run.Consumer.Sender.Events;
        foreach (var name in new[] { events.Name(events.Family(run.AnyEvent), "relocated"), events.CreationOf("voucher") })
        {
            var delivery = run.Deliveries.Valid(name) with { Note = "valid and signed, of an event that no schema describes" };
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!isRight(answer) && !await run.Blame.IsPassingAsync(delivery, answer, cancellationToken).ConfigureAwait(false))
                return ClauseFinding.Broken(delivery, expected, answer);
        }

        return ClauseFinding.Kept;
    }
}
