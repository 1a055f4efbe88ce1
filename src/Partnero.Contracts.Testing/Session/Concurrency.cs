using System.Diagnostics;

namespace Partnero.Contracts.Testing.Session;

/// <summary>Finds out whether a consumer takes deliveries side by side. One that takes one at a time would let some wait until the sender gives up.</summary>
internal static class Concurrency
{
    /// <summary>Less than this is no matter, however many wait for each other.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    /// <returns>As many as are wanted, or 1.</returns>
    public static async Task<int> FindAsync(ClauseRun run, int wanted, CancellationToken cancellationToken)
    {
        var deliveries = Enumerable.Range(0, wanted).Select(_ => run.Deliveries.Valid(run.AnyCreation)).ToList();
        var clock = Stopwatch.StartNew();
        var answers = await run.SendTogetherAsync(deliveries, cancellationToken).ConfigureAwait(false);
        var together = clock.Elapsed;
        foreach (var (delivery, answer) in deliveries.Zip(answers).Where(sent => !sent.Second.IsAccepted))
            await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
        var isOneAtATime = together > Short && together > run.Baseline.AnswerLatency * wanted * 0.6;
        return isOneAtATime || answers.Any(answer => !answer.IsAccepted) ? 1 : wanted;
    }
}
