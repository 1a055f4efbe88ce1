using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What becomes of deliveries that are under way when the process ends.</summary>
internal static class CutOffClauses
{
    private const int Restarts = 4;
    private const int Bursts = 3;
    private const int AtOnce = 8;

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "RETRY-11",
            Title = "a delivery that is under way at a restart takes effect, once",
            Why = "A mark that says \"in work\" outlives the process that set it: every retry is refused, or is taken for a duplicate, and the event is lost.",
            Source = $"{PartneroFacts.Sheet.Guide}: a delivery that is not answered is tried {PartneroFacts.Sheet.AttemptsInWords} times in all; deployments come at any moment.",
            Remedy = "Write the mark in the transaction of the work, so that it goes with it; or let it hold for minutes only, and have the retry after them do the work.",
            Needs = [Capability.Effects, Capability.Restart],
            Check = CheckAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        var cutOff = 0;
        var whole = await TakesAsync(run, cancellationToken).ConfigureAwait(false);
        for (var round = 0; round < Restarts; round++)
        {
            var bursts = new List<IReadOnlyList<WebhookDelivery>>();
            for (var i = 0; i < Bursts; i++)
                bursts.Add(await PrepareAsync(run, cancellationToken).ConfigureAwait(false));

            // Whatever work takes, a restart comes at some moment of it: each time at another.
            var restart = RestartAsync(run, whole * (round + 1) / (Restarts + 1), cancellationToken);
            var answers = new List<(WebhookDelivery Delivery, DeliveryAnswer? Answer)>();
            foreach (var burst in bursts)
            {
                if (answers.Count == 0 || !restart.IsCompleted)
                    answers.AddRange(await AttemptAsync(run, burst, cancellationToken).ConfigureAwait(false));
            }

            await restart.ConfigureAwait(false);
            var open = answers.Where(one => one.Answer is not { IsAccepted: true }).Select(one => one.Delivery).ToList();
            cutOff += open.Count;
            if (await RetryAsync(run, open, cancellationToken).ConfigureAwait(false) is { } finding)
                return finding;
            sent.AddRange(answers.Select(one => one.Delivery));
        }

        var effects = await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
        return effects.Kind == FindingKind.Kept ? ClauseFinding.KeptWith($"{cutOff} of {sent.Count} were cut off, by {Restarts} restarts.") : effects;
    }

    /// <summary>How long as many take as are under way at a restart, where none comes.</summary>
    private static async Task<TimeSpan> TakesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var answers = await run.SendTogetherAsync(await PrepareAsync(run, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return answers.Max(answer => answer.Latency);
    }

    private static async Task<IReadOnlyList<WebhookDelivery>> PrepareAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var names = Enumerable.Range(0, AtOnce).Select(i => run.Baseline.Effective[i % run.Baseline.Effective.Count]).ToList();
        return [.. (await run.PrepareAllAsync(names, cancellationToken).ConfigureAwait(false)).Select(delivery => delivery with { Note = $"valid and signed, one of {AtOnce} that are under way when the consumer restarts; then a retry of what was not acknowledged" })];
    }

    private static async Task RestartAsync(ClauseRun run, TimeSpan after, CancellationToken cancellationToken)
    {
        await Task.Delay(after, cancellationToken).ConfigureAwait(false);
        await run.Switches.RestartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends each once. Nobody may be there: what is not taken is tried again, as what is broken off.</summary>
    private static async Task<IEnumerable<(WebhookDelivery Delivery, DeliveryAnswer? Answer)>> AttemptAsync(ClauseRun run, IReadOnlyList<WebhookDelivery> burst, CancellationToken cancellationToken)
    {
        try
        {
            return burst.Zip<WebhookDelivery, DeliveryAnswer?>(await run.SendTogetherAsync(burst, cancellationToken).ConfigureAwait(false));
        }
        catch (ConsumerUnreachableException)
        {
            return burst.Select(delivery => (delivery, (DeliveryAnswer?)null));
        }
    }

    /// <summary>Tries again what was not acknowledged, as the sender does: for hours, where the consumer's clock can be moved on.</summary>
    private static async Task<ClauseFinding?> RetryAsync(ClauseRun run, List<WebhookDelivery> open, CancellationToken cancellationToken)
    {
        for (var retry = 0; open.Count > 0; retry++)
        {
            var refused = open.Zip(await run.RetryAllAsync(open, cancellationToken).ConfigureAwait(false)).Where(one => !one.Second.IsAccepted).ToList();
            if (refused.Count > 0 && run.Consumer.Clock is null)
                return ClauseFinding.NotExercised($"The retry of what a restart cut off is refused ({refused[0].Second}), as it may be for some minutes. Give {nameof(WebhookConsumer)}.{nameof(WebhookConsumer.Clock)}, so that the later retries come.");
            if (refused.Count > 0 && retry == run.Consumer.Sender.Waits.Count)
                return ClauseFinding.Broken(refused[0].First, "a 2xx, at the latest for the last retry", $"{refused[0].Second} for each retry ({refused.Count} of {open.Count} that were cut off)");
            open = [.. refused.Select(one => one.First)];
            if (open.Count > 0)
                await run.Switches.AdvanceAsync(run.Consumer.Sender.Waits[retry], cancellationToken).ConfigureAwait(false);
        }

        return null;
    }
}
