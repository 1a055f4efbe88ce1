using System.Diagnostics;

namespace Partnero.Contracts.Testing.Session;

/// <summary>Finds out whether a consumer takes deliveries side by side. One that takes one at a time would let some wait until the sender gives up.</summary>
internal static class Concurrency
{
    /// <summary>Less than this is no matter, however many wait for each other.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    /// <summary>From here on it is the consumer's answers that a run waits for, and more of them at once are worth a try.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(200);

    /// <param name="run">Sends.</param>
    /// <param name="wanted">How many deliveries are to be under way at once.</param>
    /// <param name="max">How many may be, where the consumer answers late and so many take it hardly longer than one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>As many as are wanted, the most, or 1.</returns>
    public static async Task<int> FindAsync(ClauseRun run, int wanted, int max, CancellationToken cancellationToken)
    {
        var latency = run.Baseline.AnswerLatency;
        if (!(await SendAsync(run, wanted, cancellationToken).ConfigureAwait(false) is { } some && (some < Short || some < latency * wanted * 0.6)))
            return 1;
        if (max <= wanted || latency < Late)
            return wanted;
        return await SendAsync(run, max, cancellationToken).ConfigureAwait(false) < latency * 1.5 ? max : wanted;
    }

    /// <returns>How long so many took together; null where one was not accepted.</returns>
    private static async Task<TimeSpan?> SendAsync(ClauseRun run, int wanted, CancellationToken cancellationToken)
    {
        var deliveries = Enumerable.Range(0, wanted).Select(_ => run.Deliveries.Valid(run.AnyCreation)).ToList();
        var clock = Stopwatch.StartNew();
        var answers = await run.SendTogetherAsync(deliveries, cancellationToken).ConfigureAwait(false);
        var together = clock.Elapsed;
        foreach (var (delivery, answer) in deliveries.Zip(answers).Where(sent => !sent.Second.IsAccepted))
            await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
        return answers.All(answer => answer.IsAccepted) ? together : null;
    }
}
