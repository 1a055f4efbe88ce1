using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Variations;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What keeps an event from taking effect twice, and two events from being taken for one.</summary>
internal static class IdempotencyClauses
{
    private const string Source = "The outgoing-webhooks guide: duplicates happen, and the consumer must be idempotent.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "IDEM-01",
            Title = "a duplicate takes effect once",
            Why = "A reward that is delivered twice is paid twice.",
            Source = Source,
            Remedy = "Keep an inbox whose unique key is the event's name and the SHA-256 of its body, and write it in the transaction that applies the event.",
            Needs = [Capability.Effects],
            Check = CheckDuplicatesAsync,
        },
        new()
        {
            Id = "IDEM-02",
            Title = "distinct updates of one entity all take effect",
            Why = "A consumer that takes the second update for a duplicate of the first keeps a state that is no longer true.",
            Source = "The envelope has no event id, so two events of one entity differ only in created_at and data.",
            Remedy = "Put the whole body, or created_at to the microsecond, into the identity.",
            Needs = [Capability.Effects],
            Check = CheckDistinctAsync,
        },
        new()
        {
            Id = "IDEM-03",
            Title = "a race of duplicates takes effect once",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "Two duplicates that both look before either writes are both paid.",
            Source = Source + " A retry can overtake a first attempt that is still being worked on.",
            Remedy = "Insert the identity under a unique key, and apply the event only if the row was new.",
            Needs = [Capability.Effects],
            Check = (run, cancellationToken) => Races.CheckAsync(run, (delivery, _) => delivery, "with the same bytes", cancellationToken),
        },
        new()
        {
            Id = "IDEM-04",
            Title = "a forged delivery does not poison the valid one after it",
            Why = "A consumer that remembers a body before it has verified the signature lets anybody suppress events.",
            Source = Source,
            Remedy = "Verify the signature before you read or write the inbox, a cache or a rate limit.",
            Needs = [Capability.Effects],
            Check = CheckPoisonAsync,
        },
        new()
        {
            Id = "IDEM-05",
            Title = "a duplicate with other transport headers takes effect once",
            Why = "Proxies and retries change headers; a consumer that takes them for the identity pays twice.",
            Source = Source,
            Remedy = "Build the identity from the verified body alone, and from no header.",
            Needs = [Capability.Effects],
            Check = CheckOtherHeadersAsync,
        },
        new()
        {
            Id = "IDEM-06",
            Title = "events of two entities at the same microsecond both take effect",
            Why = "A consumer that takes the time for the identity drops one of them.",
            Source = "The envelope has no event id; many events can be dispatched in one moment, as by an import.",
            Remedy = "Put the entity's id, or the hash of the whole body, into the identity.",
            Needs = [Capability.Effects],
            Check = CheckSameMomentAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckDuplicatesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.Baseline.Effective)
            sent.Add(await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false) with { Note = "valid and signed, three times with the same bytes" });

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            foreach (var delivery in sent)
            {
                if (attempt == 1)
                {
                    await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                var answer = await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
                if (!answer.IsAccepted)
                    return ClauseFinding.Broken(delivery with { Note = $"valid and signed, attempt {attempt} with the same bytes" }, "a 2xx, also for a duplicate", answer);
            }

            // Duplicates come after the work is done: while it is, a 409 is sound.
            await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckDistinctAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var updates = run.Baseline.Effective.Where(run.Consumer.Sender.Events.IsUpdate).ToList();
        if (updates.Count == 0)
            return ClauseFinding.NotExercised("No update has an effect on this consumer.");

        var sent = new WebhookDelivery[updates.Count];
        return await run.FirstAsync(updates.Index(), one => FindRefusedAsync(one.Index, one.Item)).ConfigureAwait(false)
            ?? await Expectations.EffectsAsync(run, sent, 3, cancellationToken).ConfigureAwait(false);

        async Task<ClauseFinding?> FindRefusedAsync(int number, string name)
        {
            // Sources show payloads without a time of their own: only the envelope tells then when it was.
            var moments = PayloadShapes.OptionalFields(run.Consumer.Schemas, name).Select(field => field.Name).Where(field => IsMoment(run, name, field)).ToList();
            var first = await run.PrepareAsync(name, cancellationToken, Timeless).ConfigureAwait(false);
            var second = run.Deliveries.Valid(name, first.EntityId, Timeless, values: 1);

            // Back to what it was: the same payload as the first, dispatched later.
            var third = run.Deliveries.Valid(name, first.EntityId, data => first.Data) with { Note = "valid and signed, the last of three distinct updates within a second (A, B, A)" };
            sent[number] = third;
            var count = 0;
            foreach (var update in new[] { first, second, third })
            {
                var answer = await run.SendAsync(update, cancellationToken).ConfigureAwait(false);
                if (!answer.IsAccepted && await run.Blame.OfRefusalAsync(update, answer, cancellationToken).ConfigureAwait(false) is { } finding)
                    return finding;

                // One after the other: a consumer with several workers may rightly ignore an update that a later one has overtaken.
                if ((await run.Effects.WaitForAsync([update], ++count, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false)).Count > 0)
                    break;
            }

            return null;

            PhpArray Timeless(PhpArray data) => moments.Aggregate(data, (rest, moment) => rest.Without(moment));
        }
    }

    private static bool IsMoment(ClauseRun run, string eventName, string name) =>
        run.Consumer.Schemas.Of(eventName).Fields.Any(field => field.Name == name && field.Schema.Target().Format == "date-time");

    private static async Task<ClauseFinding> CheckPoisonAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
        {
            var delivery = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            await run.SendAsync(delivery.WithSignature(new string('0', delivery.Signature!.Length), "with a wrong signature"), cancellationToken).ConfigureAwait(false);
            await run.SendAsync(delivery.WithSignature(null, "without a signature"), cancellationToken).ConfigureAwait(false);
            delivery = delivery with { Note = "valid and signed, after forgeries of the same bytes" };
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!answer.IsAccepted && await run.Blame.OfRefusalAsync(delivery, answer, cancellationToken).ConfigureAwait(false) is { } finding)
                return finding;
            sent.Add(delivery);
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckOtherHeadersAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
        {
            var delivery = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
            var duplicate = OtherHeaders.Of(run, delivery) with { Note = "valid and signed, again with the same bytes and other headers" };
            await run.SendAsync(duplicate, cancellationToken).ConfigureAwait(false);
            sent.Add(duplicate);
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckSameMomentAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
        {
            var entities = new[] { run.Deliveries.NewId(name), run.Deliveries.NewId(name) };
            foreach (var entity in entities)
                await run.CreateAsync(name, entity, cancellationToken).ConfigureAwait(false);

            // After both creations: an update from before them would be stale, and may be ignored.
            var moment = Generation.EntityWords.Timestamp(run.Deliveries.NextMoment().Moment);
            foreach (var entity in entities)
            {
                var delivery = run.Deliveries.Valid(name, entity, changeEnvelope: body => body.With(run.Consumer.Sender.Envelope.CreatedAt, moment));
                delivery = delivery with { Note = "valid and signed, one of two entities' events at the same microsecond" };
                await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
                sent.Add(delivery);
            }
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }
}
