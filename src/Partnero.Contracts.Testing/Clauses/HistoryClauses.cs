using System.Diagnostics;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Histories;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That a consumer ends with what a sound one would, whatever the history of its deliveries: drawn at random, and made shorter where it does not.</summary>
internal static class HistoryClauses
{
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "HIST-01",
            Title = "ends with one effect of each event after any history such as the sender makes",
            GoesAlone = true,
            Why = "What no single example shows, two of them together do: a retry after a restart, a duplicate of what failed, an update that overtakes the creation.",
            Source = "The outgoing-webhooks guide: deliveries come twice, late and out of order, and are tried again until a 2xx; drawn from the run's seed.",
            Remedy = "Replay the history against a consumer with an empty store, step by step, and look at the store after each.",
            Needs = [Capability.Effects],
            Check = (run, cancellationToken) => CheckAsync(run, FixtureProfile.Realistic, cancellationToken),
        },
        new()
        {
            Id = "HIST-02",
            Title = "ends with one effect of each event after any history that the schemas allow",
            IsAdvice = true,
            GoesAlone = true,
            Why = "What no sender does today, one does after the next release: the same histories with odd texts, amounts and maps.",
            Source = "The schemas, to the ends of what they allow; the guide is silent on most of it.",
            Remedy = "Keep a hash of the raw body in the inbox, or the body as bytes, so that no text in it can be in the way; then replay the history step by step.",
            Needs = [Capability.Effects],
            Check = (run, cancellationToken) => CheckAsync(run, FixtureProfile.Adversarial, cancellationToken),
        },
    ];

    private static async Task<ClauseFinding> CheckAsync(ClauseRun run, FixtureProfile profile, CancellationToken cancellationToken)
    {
        // What is recorded of values at the ends of what a schema allows is the consumer's own affair.
        var mappings = profile == FixtureProfile.Realistic ? await RecordingClauses.LearnAsync(run, cancellationToken).ConfigureAwait(false) : [];
        if (run.Consumer.State is not null)
        {
            var entities = new StoredEntities(run);
            foreach (var family in entities.Families)
                await entities.CreateAsync(family, run.Deliveries.Now, cancellationToken).ConfigureAwait(false);
        }

        var (count, most) = (0, run.ShareOf(run.HistoryLimits.Histories));
        for (var clock = Stopwatch.StartNew(); count < most && clock.Elapsed < run.HistoryLimits.Budget;)
        {
            var drawn = Enumerable.Range(0, Math.Min(run.Connections, most - count)).Select(_ => run.Deliveries.NextChoices()).Select(choices => (Choices: choices, Steps: Draw(choices))).ToList();

            // What moves the consumer's clock, or ends it, does so to all.
            var beside = drawn.Where(one => one.Steps.All(step => step.Kind is not (HistoryStepKind.Restart or HistoryStepKind.Wait))).ToList();
            var found = beside.Zip(await Task.WhenAll(beside.Select(one => DriveAsync(one.Steps))).ConfigureAwait(false)).ToList();
            foreach (var one in drawn.Except(beside))
                found.Add((one, await DriveAsync(one.Steps).ConfigureAwait(false)));
            if (found.FirstOrDefault(one => one.Second is not null) is ({ Choices: { } choices }, { } finding))
                return await ShrinkAsync(choices.ToArray(), finding).ConfigureAwait(false);
            count += drawn.Count;
        }

        return ClauseFinding.KeptWith($"{count} histories.");

        IReadOnlyList<HistoryStep> Draw(Choices from) => new HistoryPlanner(run, profile, from).Draw();

        Task<ClauseFinding?> DriveAsync(IReadOnlyList<HistoryStep> steps) => new HistoryDrive(run, Compare).RunAsync(steps, cancellationToken);

        (string, string)? Compare(WebhookDelivery delivery, WebhookEffect effect) =>
            mappings.TryGetValue(delivery.Event, out var mapping) && mapping.Compare(delivery.Data, effect) is var (_, expected, actual) ? (expected, actual) : null;

        async Task<ClauseFinding> ShrinkAsync(ulong[] choices, ClauseFinding found)
        {
            // Where the smallest history of all parts too, the consumer has come to a state in which nothing smaller says anything.
            if (await DriveAsync(Draw(Choices.Replay([]))).ConfigureAwait(false) is not null)
                return found;
            var clock = Stopwatch.StartNew();
            return await SmallestCase.FindAsync(
                choices, found, () => clock.Elapsed < run.HistoryLimits.Smaller, replay => Draw(replay), replay => DriveAsync(Draw(replay))).ConfigureAwait(false);
        }
    }
}
