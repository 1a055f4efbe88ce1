using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What a failed attempt may have left behind, beside the effect of its retry.</summary>
internal static class FailedAttempts
{
    /// <summary>What goes wrong where the retry of a failed attempt makes two effects of one.</summary>
    public const string WhyTwice = "What the failed attempt did is not taken back, and the retry does it once more: a reward is paid twice.";

    /// <summary>A sum to which a failed attempt and its retry add twice, or not at all: it may stand outside of the transaction of the effect.</summary>
    public static async Task<ClauseFinding?> FindMiscountedAsync(ClauseRun run, FailurePoint point, CancellationToken cancellationToken)
    {
        if (run.Consumer.State is null || point != FailurePoint.BeforeCommit)
            return null;
        var sums = new StoredSums(run, new StoredEntities(run));
        foreach (var found in (await sums.FindAsync(cancellationToken).ConfigureAwait(false)).Where(sum => run.Baseline.Effective.Contains(sum.Event.Event)).Select(sum => sum.OfAmounts()).OfType<StoredSum>())
        {
            var (prepared, sum) = await sums.PrepareAsync(found, 1, cancellationToken).ConfigureAwait(false);
            var delivery = prepared[0] with { Note = $"valid and signed; the first attempt fails ({point.InWords()}), then a retry with the same bytes" };
            await run.Switches.FailAsync(delivery, 1, point, cancellationToken).ConfigureAwait(false);
            await run.AttemptAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!(await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false)).IsAccepted)
                continue;
            await sums.SettledAsync(sum, cancellationToken).ConfigureAwait(false);
            var (state, isSum) = await run.State.WaitForAsync(sum.Entity.Family, sum.Entity.Id, now => sum.HasGrown(1, now), cancellationToken).ConfigureAwait(false);
            if (!isSum)
                return ClauseFinding.Broken(delivery, $"{sum.Entity.Name} with its amount added once to {sum.Say()}", state.ToString());
        }

        return null;
    }

    /// <summary>Of what was acknowledged although its attempt was to fail, the first that has two effects: whoever tries again by himself must not do it twice either.</summary>
    public static async Task<ClauseFinding?> FindDoubledAsync(ClauseRun run, IReadOnlyList<WebhookDelivery> acknowledged, CancellationToken cancellationToken)
    {
        foreach (var delivery in acknowledged)
        {
            var count = await run.Effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (count > 1)
                return ClauseFinding.Broken(delivery with { Note = "valid and signed, sent once; its first attempt fails after it was acknowledged" }, "one effect", $"a 2xx, and {Words.Effects(count)}");
        }

        return null;
    }
}
