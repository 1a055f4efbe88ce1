using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What holds where several processes take deliveries: what comes again need not come to the same one.</summary>
internal static class ScaleClauses
{
    private const string Source = "The outgoing-webhooks guide: duplicates happen, and the consumer must be idempotent. Which replica a request goes to is a balancer's choice.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "SCALE-01",
            Title = "a duplicate that comes to another replica takes effect once",
            Why = "A process that keeps what it has seen to itself pays again what another has paid.",
            Source = Source,
            Remedy = "Keep the inbox in the store that all replicas share, and answer no question about a delivery from the memory of one.",
            Needs = [Capability.Effects, Capability.Replica],
            Check = CheckDuplicatesAsync,
        },
        new()
        {
            Id = "SCALE-02",
            Title = "a race of duplicates over two replicas takes effect once",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A lock within one process holds no other back: each lets one duplicate through.",
            Source = Source,
            Remedy = "Have the store decide who is first: a unique key, written in the transaction of the effect, and no lock of the process.",
            Needs = [Capability.Effects, Capability.Replica],
            Check = CheckRacesAsync,
        },
        new()
        {
            Id = "SCALE-03",
            Title = "an attempt that failed takes effect at another replica, once",
            Why = "What one process has marked as begun and never finished, another takes for done or for in work, and nobody does it.",
            Source = "The outgoing-webhooks guide: whatever is not answered with a 2xx is sent again. Which replica the retry goes to is a balancer's choice.",
            Remedy = "Undo the mark of an attempt with the attempt, in one transaction, so that whoever gets the retry finds nothing.",
            Needs = [Capability.Effects, Capability.Replica, Capability.FailFor],
            Check = CheckRetriesAsync,
        },
        new()
        {
            Id = "SCALE-04",
            Title = "what one replica stores, another does not undo",
            Why = "A process that holds an entity in memory, and writes all of it back, undoes what another process has stored meanwhile.",
            Source = "The outgoing-webhooks guide: data holds the entity as it is after the event. Which replica a request goes to is a balancer's choice.",
            Remedy = "Read the entity in the transaction that writes it, or hold a row version, and keep no copy in a process.",
            Needs = [Capability.Effects, Capability.State, Capability.Replica],
            Check = CheckStatesAsync,
        },
    ];

    /// <summary>The same delivery, to the other replica.</summary>
    public static WebhookDelivery ToReplica(ClauseRun run, WebhookDelivery delivery) => delivery with { Address = run.Consumer.Replica };

    private static async Task<ClauseFinding> CheckDuplicatesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        await EnsureTakesAsync(run, cancellationToken).ConfigureAwait(false);
        var cases = run.SomeEffective.SelectMany(name => new[] { (name, BeginsHere: true), (name, BeginsHere: false) }).ToList();
        var sent = new WebhookDelivery[cases.Count];
        return await run.FirstAsync(cases.Index(), one => FindRefusedAsync(one.Index, one.Item.name, one.Item.BeginsHere)).ConfigureAwait(false)
            ?? await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);

        async Task<ClauseFinding?> FindRefusedAsync(int number, string name, bool beginsHere)
        {
            var delivery = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            delivery = delivery with { Note = beginsHere ? "valid and signed; then the same bytes to the other replica" : "valid and signed, to the other replica; then the same bytes to the first" };
            sent[number] = delivery;
            await run.SendUsualAsync(beginsHere ? delivery : ToReplica(run, delivery), cancellationToken).ConfigureAwait(false);
            await run.Effects.WaitForAsync(delivery, cancellationToken).ConfigureAwait(false);
            var duplicate = await run.RetryAsync(beginsHere ? ToReplica(run, delivery) : delivery, cancellationToken).ConfigureAwait(false);
            return duplicate.IsAccepted ? null : ClauseFinding.Broken(delivery, "a 2xx, also for a duplicate at another replica", duplicate);
        }
    }

    private static async Task<ClauseFinding> CheckRacesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        await EnsureTakesAsync(run, cancellationToken).ConfigureAwait(false);
        return await Races.CheckAsync(run, (delivery, at) => at % 2 == 0 ? delivery : ToReplica(run, delivery), "with the same bytes, half of them to the other replica", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckRetriesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        await EnsureTakesAsync(run, cancellationToken).ConfigureAwait(false);
        var points = run.Consumer.FailsAtEveryPoint ? new[] { FailurePoint.BeforeEffect, FailurePoint.BeforeCommit } : [FailurePoint.BeforeEffect];
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
        {
            foreach (var point in points)
            {
                var delivery = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
                delivery = delivery with { Note = $"valid and signed; the first attempt fails ({point.InWords()}), then a retry with the same bytes to the other replica" };
                await run.Switches.FailAsync(delivery, 1, point, cancellationToken).ConfigureAwait(false);
                var first = await run.AttemptAsync(delivery, cancellationToken).ConfigureAwait(false);
                if (first.IsAccepted || first.IsLater)
                    return ClauseFinding.NotExercised("The consumer acknowledged an attempt that was to fail, or put it off: the sender does not come again, or what comes is no retry.");
                var retry = await run.RetryAsync(ToReplica(run, delivery), cancellationToken).ConfigureAwait(false);
                if (!retry.IsAccepted)
                    return ClauseFinding.Broken(delivery, "a 2xx for the retry at another replica", $"{first}; then {retry}");
                sent.Add(delivery);
            }
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckStatesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        await EnsureTakesAsync(run, cancellationToken).ConfigureAwait(false);
        return await new ReplicaStates(run, cancellationToken).CheckAsync().ConfigureAwait(false);
    }

    /// <summary>What another replica does shows nothing of the consumer unless it is one: it takes a valid delivery, and its effect is seen where the others are.</summary>
    /// <exception cref="ClauseEndedException">It is not a replica of the consumer.</exception>
    private static async Task EnsureTakesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var delivery = ToReplica(run, await run.PrepareAsync(run.Baseline.Effective[0], cancellationToken).ConfigureAwait(false));
        var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        if (!answer.IsAccepted)
            throw ClauseEndedException.Blocked($"The replica (WebhookConsumer.Replica) answered a valid {delivery.Event} with {answer}. It must have the secret and the store of the consumer, and take what it takes.");
        if (!await run.Effects.WaitForAsync(delivery, cancellationToken).ConfigureAwait(false))
            throw ClauseEndedException.Blocked($"The replica (WebhookConsumer.Replica) accepted a valid {delivery.Event}, and WebhookConsumer.Effects shows no effect of it. It must have the store of the consumer, and the effects of both must be seen in one place; or it acknowledges what it does not apply, and so loses it.");
    }
}
