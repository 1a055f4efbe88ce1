using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What keeps an event from taking effect twice, and two events from being taken for one.</summary>
internal static class IdempotencyClauses
{
    private const int DuplicatesAtOnce = 8;
    private const int LeastRaces = 10;
    private const string Source = "The outgoing-webhooks guide: duplicates happen, and the consumer must be idempotent.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "IDEM-01",
            Title = "a duplicate takes effect once",
            Why = "A reward that is delivered twice is paid twice.",
            Source = Source,
            NeedsEffects = true,
            Check = CheckDuplicatesAsync,
        },
        new()
        {
            Id = "IDEM-02",
            Title = "two distinct updates of one entity both take effect",
            Why = "A consumer that takes the second update for a duplicate of the first keeps a state that is no longer true.",
            Source = "The envelope has no event id, so two events of one entity differ only in created_at and data.",
            NeedsEffects = true,
            Check = CheckDistinctAsync,
        },
        new()
        {
            Id = "IDEM-03",
            Title = "a race of duplicates takes effect once",
            Why = "Two duplicates that both look before either writes are both paid.",
            Source = Source + " A retry can overtake a first attempt that is still being worked on.",
            NeedsEffects = true,
            Check = CheckRacesAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckDuplicatesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.Control.Effective)
        {
            var delivery = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            for (var attempt = 1; attempt <= 3; attempt++)
            {
                var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
                if (!answer.IsAccepted)
                    return ClauseFinding.Broken(delivery with { Fault = $"valid and signed, attempt {attempt} with the same bytes" }, "a 2xx, also for a duplicate", answer);
            }

            sent.Add(delivery with { Fault = "valid and signed, three times with the same bytes" });
        }

        return await ExpectEffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckDistinctAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var updates = run.Control.Effective.Where(name => name.EndsWith(".updated", StringComparison.Ordinal)).ToList();
        if (updates.Count == 0)
            return ClauseFinding.NotExercised("No update has an effect on this consumer.");

        var sent = new List<WebhookDelivery>();
        foreach (var name in updates)
        {
            var first = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            var second = run.Deliveries.Valid(name, first.EntityId) with { Fault = "valid and signed, the second of two distinct updates within a second" };
            foreach (var update in new[] { first, second })
            {
                var answer = await run.SendAsync(update, cancellationToken).ConfigureAwait(false);
                if (!answer.IsAccepted)
                    return ClauseFinding.Broken(update, "a 2xx", answer);
            }

            sent.Add(second);
        }

        return await ExpectEffectsAsync(run, sent, 2, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckRacesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var races = Math.Max(LeastRaces, run.Control.Effective.Count);
        var sent = new List<WebhookDelivery>();
        for (var race = 0; race < races; race++)
        {
            var delivery = await run.PrepareAsync(run.Control.Effective[race % run.Control.Effective.Count], cancellationToken).ConfigureAwait(false);
            delivery = delivery with { Fault = $"valid and signed, {DuplicatesAtOnce} times at once with the same bytes" };
            var answers = await run.SendTogetherAsync(delivery, DuplicatesAtOnce, cancellationToken).ConfigureAwait(false);

            // One that came while another was being worked on may be refused: the sender tries again, and must succeed then.
            if (answers.Any(answer => !answer.IsAccepted))
            {
                var retry = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
                if (!retry.IsAccepted)
                    return ClauseFinding.Broken(delivery, "a 2xx at the latest on a retry after the race", retry);
            }

            sent.Add(delivery);
        }

        return await ExpectEffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> ExpectEffectsAsync(ClauseRun run, List<WebhookDelivery> sent, int expected, CancellationToken cancellationToken)
    {
        await run.Effects.WaitForAsync(sent, expected, _ => run.Consumer.Patience, cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);

        var broken = new List<(WebhookDelivery Delivery, int Count)>();
        foreach (var delivery in sent)
        {
            var count = await run.Effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (count != expected)
                broken.Add((delivery, count));
        }

        return broken.Count == 0
            ? ClauseFinding.Kept
            : ClauseFinding.Broken(broken[0].Delivery, Words.Effects(expected), $"{Words.Effects(broken[0].Count)} ({broken.Count} of {sent.Count} tries)");
    }
}
