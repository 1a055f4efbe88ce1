using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Variations;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What a consumer must live through.</summary>
internal static class RobustnessClauses
{
    private const string Why = "A consumer that one delivery brings down loses all that come after it.";
    /// <summary>Enough to draw each constraint of the schemas once; one of each is sent.</summary>
    private const int FaultyPayloadsDrawn = 600;

    private const int LargestAnswered = 1024 * 1024;
    private const string Source = "The address is public: anybody can post to it.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "ROBUST-01",
            Title = "is alive after each forged delivery",
            GoesAlone = true,
            Why = Why,
            Source = Source,
            Remedy = "Catch, at the edge, whatever reading the header and the body can throw.",
            Check = (run, cancellationToken) => CheckAliveAsync(run, Forgeries.All(run), cancellationToken),
        },
        new()
        {
            Id = "ROBUST-02",
            Title = "is alive after each signed delivery that makes no sense",
            GoesAlone = true,
            Why = Why,
            Source = "The sender's programs change, and a signature says nothing about the shape of a body.",
            Remedy = "Parse with a limit on depth and catch what it throws; have a worker put a poisonous delivery aside and go on.",
            Check = (run, cancellationToken) => CheckAliveAsync(run, Nonsense(run), cancellationToken),
        },
        new()
        {
            Id = "ROBUST-03",
            Title = "answers a signed delivery that makes no sense with a 4xx or 2xx",
            IsAdvice = true,
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A 5xx says that the consumer is at fault, and hides real failures among those that are not its own.",
            Source = "The guide is silent.",
            Remedy = "Map errors of reading, and only those, to 400, and keep the raw body.",
            Check = CheckNonsenseStatusAsync,
        },
        new()
        {
            Id = "ROBUST-04",
            Title = "is alive after each signed payload that breaks its schema",
            GoesAlone = true,
            Why = Why,
            Source = "The schemas, each constraint of which is broken alone; the sender's programs change without notice.",
            Remedy = "Answer 400 to what cannot be read and go on; behind a queue, set it aside after a few attempts.",
            Check = CheckFaultyPayloadsAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckAliveAsync(ClauseRun run, IEnumerable<WebhookDelivery> hostile, CancellationToken cancellationToken)
    {
        var survived = new List<(WebhookDelivery Hostile, WebhookDelivery After)>();
        foreach (var some in hostile.Chunk(run.CasesAtOnce))
        {
            if (await FindDeadAsync(run, some, survived, cancellationToken).ConfigureAwait(false) is not { } together)
                continue;

            // Of several, the one that does it alone.
            foreach (var one in some.Length > 1 ? some : [])
            {
                if (await FindDeadAsync(run, [one], survived, cancellationToken).ConfigureAwait(false) is { } alone)
                    return alone;
            }

            return together;
        }

        // A worker may be dead though the answers are still right.
        if (!run.Baseline.Effective.Contains(run.AnyEvent))
            return ClauseFinding.Kept;
        IReadOnlyList<WebhookDelivery> missing = [.. survived.Select(pair => pair.After)];
        missing = await run.Effects.WaitForAsync(missing, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        return missing.Count == 0
            ? ClauseFinding.Kept
            : ClauseFinding.Broken(survived.First(pair => pair.After == missing[0]).Hostile, "the valid delivery after it to take effect", "a 2xx and no effect");
    }

    /// <summary>Sends hostile deliveries, and then a valid one.</summary>
    /// <returns>Null where that is accepted.</returns>
    private static async Task<ClauseFinding?> FindDeadAsync(
        ClauseRun run, WebhookDelivery[] hostile, List<(WebhookDelivery Hostile, WebhookDelivery After)> survived, CancellationToken cancellationToken)
    {
        const string expected = "any refusal, then a 2xx for the valid delivery after it";
        try
        {
            var answers = await run.SendAllAsync(hostile, cancellationToken).ConfigureAwait(false);
            var valid = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            var after = await run.SendAsync(valid, cancellationToken).ConfigureAwait(false);
            if (!after.IsAccepted && !await run.Blame.IsPassingAsync(valid, after, cancellationToken).ConfigureAwait(false))
                return ClauseFinding.Broken(hostile[^1], expected, $"{answers[^1]}; then {after}");
            survived.Add((hostile[^1], valid));
            return null;
        }
        catch (ClauseEndedException ended) when (ended.CutShort is not null && ended.Finding.Delivery is not null)
        {
            // Nobody takes the next one: this one ended the consumer, if it was no hostile one before it.
            throw ClauseEndedException.Ended(ended, ended.Finding.Delivery is { Note: not null } before ? before : hostile[^1], expected);
        }
    }

    private static async Task<ClauseFinding> CheckNonsenseStatusAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        // Of a body that is too large, a server may close the connection before the sender has read the answer.
        foreach (var delivery in Nonsense(run).Where(delivery => delivery.Body.Length < LargestAnswered))
        {
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (answer.IsCrash)
                return ClauseFinding.Broken(delivery, "a 4xx; or a 2xx, if it was stored", answer);
        }

        return ClauseFinding.Kept;
    }

    private static IEnumerable<WebhookDelivery> Nonsense(ClauseRun run)
    {
        foreach (var fault in ByteFault.All)
            yield return fault.Inject(run.Deliveries.Valid(run.AnyEvent), run.Consumer.Secret);
        yield return run.Deliveries.Sign(run.AnyEvent, "none", "{\"event\":{\"name\":1},\"data\":[1,2,3]}"u8.ToArray()) with { Note = "signed, with fields of wrong types" };
    }

    private static Task<ClauseFinding> CheckFaultyPayloadsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var events = run.Baseline.Accepted.Where(run.Consumer.Schemas.Events.Contains).ToList();
        if (events.Count == 0)
            return Task.FromResult(ClauseFinding.NotExercised("No event that the consumer accepts has a schema. Give those of your own (WebhookConsumer.Schemas)."));
        var faulty = run.Deliveries.Faulty(events, [FaultKind.Payload]).Take(run.ShareOf(FaultyPayloadsDrawn)).DistinctBy(faulty => faulty.FaultId);
        return CheckAliveAsync(run, [.. WithoutIdentity(run, events), .. faulty.Select(faulty => faulty.Delivery)], cancellationToken);
    }

    /// <summary>Of each kind of entity, payloads that do not say which one they are about: what everything else goes by is not left to chance.</summary>
    private static IEnumerable<WebhookDelivery> WithoutIdentity(ClauseRun run, IReadOnlyList<string> events)
    {
        foreach (var name in events.DistinctBy(run.Consumer.Sender.Events.Family))
        {
            var identity = run.Consumer.Schemas.IdentityNames(name);
            yield return run.Deliveries.Valid(name, change: data => identity.Aggregate(data, (changed, field) => changed.Without(field))) with { Note = $"signed, without {string.Join(" and ", identity)}" };
            yield return run.Deliveries.Valid(name, change: data => data.With(identity[0], PhpArray.Empty)) with { Note = $"signed, with [] for {identity[0]}" };
        }
    }
}
