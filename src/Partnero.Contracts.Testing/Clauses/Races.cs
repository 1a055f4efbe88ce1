using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Sends each of some deliveries several times at once. A race is lost by chance: there are as many as make that likely.</summary>
internal static class Races
{
    private const int DuplicatesAtOnce = 8;
    private const int MinRaces = 10;

    /// <param name="run">The clause's run.</param>
    /// <param name="copy">The copy of a delivery that goes as one of those that are sent at once, by its number.</param>
    /// <param name="how">How the copies go, as the end of a note.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether each delivery has one effect in the end.</returns>
    public static async Task<ClauseFinding> CheckAsync(ClauseRun run, Func<WebhookDelivery, int, WebhookDelivery> copy, string how, CancellationToken cancellationToken)
    {
        var races = Math.Max(MinRaces, run.Baseline.Effective.Count);
        var sent = new List<WebhookDelivery>();
        for (var race = 0; race < races; race++)
        {
            var delivery = await run.PrepareAsync(run.Baseline.Effective[race % run.Baseline.Effective.Count], cancellationToken).ConfigureAwait(false);
            delivery = delivery with { Note = $"valid and signed, {DuplicatesAtOnce} times at once {how}" };
            var answers = await run.SendTogetherAsync([.. Enumerable.Range(0, DuplicatesAtOnce).Select(at => copy(delivery, at))], cancellationToken).ConfigureAwait(false);

            // One that came while another was being worked on may be refused: the sender tries again, and must succeed then.
            if (answers.Any(answer => !answer.IsAccepted))
            {
                await run.Effects.WaitForAsync(delivery, cancellationToken).ConfigureAwait(false);
                var retry = await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
                if (!retry.IsAccepted)
                    return ClauseFinding.Broken(delivery, "a 2xx at the latest on a retry after the race", retry);
            }

            sent.Add(delivery);
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }
}
