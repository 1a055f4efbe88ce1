using System.Diagnostics;

namespace Partnero.Contracts.Testing.Session;

/// <summary>
/// Tells what a clause is about from what has nothing to do with it. Before an unusual delivery is held against a consumer, one like it
/// without what is unusual is sent: where that is refused too, the clause is not the one that is broken.
/// </summary>
internal sealed class BlameFinder(ClauseRun run)
{
    /// <summary>A consumer that refuses this many usual deliveries in a row, and took them before, has stopped taking any.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>What to hold against a consumer that refused an unusual delivery; null where it takes it at a retry.</summary>
    /// <exception cref="ClauseEndedException">It refuses usual ones too.</exception>
    public async Task<ClauseFinding?> OfRefusalAsync(WebhookDelivery delivery, DeliveryAnswer answer, CancellationToken cancellationToken)
    {
        if (run.Baseline.Accepted.Contains(delivery.Event))
            await run.SendUsualAsync(await run.PrepareAsync(delivery.Event, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return await IsPassingAsync(delivery, answer, cancellationToken).ConfigureAwait(false) ? null : ClauseFinding.Broken(delivery, "a 2xx", answer);
    }

    /// <summary>What to hold against a consumer that refused a delivery in which nothing is unusual; null where it takes it at a retry.</summary>
    public async Task<ClauseEndedException?> OfUsualAsync(WebhookDelivery delivery, DeliveryAnswer answer, CancellationToken cancellationToken)
    {
        for (var i = 1; i < Tries; i++)
        {
            await Task.Delay(Between, cancellationToken).ConfigureAwait(false);
            var other = await run.SendAsync(await run.PrepareAsync(delivery.Event, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            if (other.IsAccepted)
            {
                return await IsPassingAsync(delivery, answer, cancellationToken).ConfigureAwait(false) ? null
                    : new ClauseEndedException(ClauseFinding.Broken(delivery, "a 2xx, as for others with the same values", $"{answer}; another was accepted after it"));
            }
        }

        return ClauseEndedException.Failing(ClauseFinding.Broken(
            delivery, "a 2xx, as at the start of the run", $"{answer}; and so for each valid delivery of {delivery.Event} after it, whatever it is like: something ran out, or does not recover"));
    }

    /// <summary>Whether a failure has lost nothing: see <see cref="RetryingSender.IsPassingAsync"/>.</summary>
    /// <remarks>Asked twice: a consumer that fails now and then may fail while it is asked, and one that always does so fails both times.</remarks>
    public async Task<bool> IsPassingAsync(WebhookDelivery delivery, DeliveryAnswer answer, CancellationToken cancellationToken) =>
        await AskAsync(delivery, answer, cancellationToken).ConfigureAwait(false) || await AskAsync(delivery, answer, cancellationToken).ConfigureAwait(false);

    private Task<bool> AskAsync(WebhookDelivery delivery, DeliveryAnswer answer, CancellationToken cancellationToken) =>
        run.Sender.IsPassingAsync(delivery, answer, other => run.CreateAsync(other.Event, other.EntityId, cancellationToken), cancellationToken);

    /// <summary>What to hold against a consumer that accepted an unusual delivery, and did not apply it.</summary>
    /// <exception cref="ClauseEndedException">It does not apply usual ones either.</exception>
    public async Task<ClauseFinding> OfLossAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var usual = await run.PrepareAsync(delivery.Event, cancellationToken).ConfigureAwait(false);
        await run.SendUsualAsync(usual, cancellationToken).ConfigureAwait(false);
        if (await run.Effects.WaitForAsync(usual, cancellationToken).ConfigureAwait(false))
            return ClauseFinding.Broken(delivery, "a 2xx and one effect", "a 2xx and no effect");
        throw ClauseEndedException.Failing(ClauseFinding.Broken(
            usual, "a 2xx and one effect, as at the start of the run", $"a 2xx and no effect; and so for each valid delivery of {delivery.Event} by now, whatever it is like: a worker has stopped, or something ran out"));
    }

    /// <summary>Whether the consumer, after a clause that it broke, still takes usual deliveries and applies them; if not, what has become of it.</summary>
    public async Task<ConsumerEnd?> FindEndAsync(CancellationToken cancellationToken)
    {
        if (run.Baseline.Accepted.Count == 0)
            return null;
        try
        {
            var usual = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
            await run.SendUsualAsync(usual, cancellationToken).ConfigureAwait(false);
            if (run.Baseline.Effective.Count > 0 && !await run.Effects.WaitForAsync(usual, cancellationToken).ConfigureAwait(false))
                await OfLossAsync(usual, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ClauseEndedException ended)
        {
            var reason = ended.IsSilence ? await FindSilenceAsync(cancellationToken).ConfigureAwait(false) : ended.CutShort;
            return reason is null ? null : new ConsumerEnd(reason, ended.Finding);
        }
    }

    /// <summary>Whether a consumer that was silent for some deliveries answers again before it is given up; if not, why nothing more can be found out.</summary>
    public async Task<string?> FindSilenceAsync(CancellationToken cancellationToken)
    {
        if (run.Baseline.Accepted.Count == 0)
            return null;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            // Asked before the delivery: that time ran out shows nothing unless the consumer was asked after it.
            var isOver = clock.Elapsed >= run.Consumer.RetryLimits.Silence;
            try
            {
                if (!(await run.AskAsync(run.Deliveries.Valid(run.AnyEvent), cancellationToken).ConfigureAwait(false)).IsTimeout)
                    return null;
            }
            catch (ClauseEndedException ended)
            {
                return ended.CutShort;
            }

            if (isOver)
                return $"The consumer no longer answers: it was asked again for {clock.Elapsed.TotalSeconds:0} s.";
            await Task.Delay(Between, cancellationToken).ConfigureAwait(false);
        }
    }
}
