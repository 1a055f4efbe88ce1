using System.Diagnostics;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Histories;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That a consumer ends with what a sound one would, whatever the history of its deliveries: drawn at random, and made shorter where it does not.</summary>
internal static class HistoryClauses
{
    /// <summary>How many histories of as many steps and smaller values are tried, once no step can be left out.</summary>
    private const int MaxSmaller = 40;

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

        var runs = new HistoryRuns(run, profile, (delivery, effect) => mappings.TryGetValue(delivery.Event, out var mapping) && mapping.Compare(delivery.Data, effect) is var (_, expected, actual) ? (expected, actual) : null);
        var most = run.ShareOf(run.HistoryLimits.Histories);
        HistoryFinding? found = null;
        var clock = Stopwatch.StartNew();
        bool IsTime() => clock.Elapsed < run.HistoryLimits.Budget;
        for (var drawn = 0; found is null && drawn < most && IsTime(); drawn += run.Connections)
            found = await runs.SendAsync([.. Enumerable.Range(0, Math.Min(run.Connections, most - drawn)).Select(_ => run.Deliveries.NextChoices())], IsTime, cancellationToken).ConfigureAwait(false);

        found ??= await runs.CompareAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? ClauseFinding.KeptWith($"{runs.Count} histories.") : await ShrinkAsync(run, runs, found, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> ShrinkAsync(ClauseRun run, HistoryRuns runs, HistoryFinding found, CancellationToken cancellationToken)
    {
        // Where the smallest history of all parts too, the consumer has come to a state in which nothing smaller says anything.
        if (await runs.RunAloneAsync(runs.Draw(Choices.Replay([])), cancellationToken).ConfigureAwait(false) is not null)
            return found.Finding;

        // Others were sent beside it, and may have their part in it: then it is told as it was.
        if (await runs.RunAloneAsync(runs.Draw(Choices.Replay(found.Choices)), cancellationToken).ConfigureAwait(false) is not { } alone)
            return found.Finding;
        var clock = Stopwatch.StartNew();
        bool GoesOn() => clock.Elapsed < run.HistoryLimits.Smaller;
        var shortest = new ShortestHistory(() => runs.Draw(Choices.Replay(found.Choices)), steps => runs.RunAloneAsync(steps, cancellationToken));
        var shorter = await shortest.FindAsync(alone, GoesOn).ConfigureAwait(false);
        var tried = 0;
        return await SmallestCase.FindAsync(
            found.Choices, shorter, () => GoesOn() && tried < MaxSmaller, replay => runs.Draw(replay), replay =>
            {
                tried++;
                return runs.RunAloneAsync(shortest.Of(runs.Draw(replay)), cancellationToken);
            }).ConfigureAwait(false);
    }
}
