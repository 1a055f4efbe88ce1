using System.Diagnostics;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Duplicates between which the calendar turns.</summary>
internal static class CalendarClauses
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(20);

    /// <summary>How long a clock may take to be moved on: one whose timers all run meanwhile needs long for months.</summary>
    private static readonly TimeSpan MaxAdvance = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "IDEM-15",
            Title = "a duplicate after midnight or a change of clocks takes effect once",
            Why = "A consumer whose identity, table or cache is that of a day or a month does the work again when a retry comes in the next one; one that counts hours by local time forgets an hour too soon when clocks are put forward.",
            Source = "The outgoing-webhooks guide: duplicates happen, and the consumer must be idempotent. A delivery is tried for hours, over midnight too.",
            Remedy = "Leave the time of arrival out of the identity, and reckon in UTC.",
            Needs = [Capability.Effects, Capability.Clock],
            Check = CheckAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        var turns = Turns(run.Consumer.Clock!.Now).DistinctBy(turn => turn.At).OrderBy(turn => turn.At).ToList();
        var clock = new AdvancedClock(run);
        var over = new List<string>();
        foreach (var (turn, number) in turns.Select((turn, number) => (turn, number)))
        {
            // The retries around another may have gone on beyond it.
            if (run.Consumer.Clock.Now >= turn.At)
                continue;
            if (!await clock.TryMoveToAsync(turn.At - Before, cancellationToken).ConfigureAwait(false))
                return await ExpectAsync(run, sent, $"The consumer's clock takes longer than {MaxAdvance.TotalSeconds:0} s to be moved on to {turn.Name} ({turn.At:yyyy-MM-dd HH:mm} UTC), and so this was left out.", cancellationToken).ConfigureAwait(false);
            var names = turn.IsDaily ? run.Baseline.Effective : [run.Baseline.Effective[number % run.Baseline.Effective.Count]];
            var before = (await run.SendUsualOfEachAsync(names, cancellationToken).ConfigureAwait(false)).Select(delivery => delivery with { Note = $"valid and signed before {turn.Name}, and again after it with the same bytes" }).ToList();
            await run.Effects.WaitForAsync(before, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
            foreach (var wait in run.Consumer.Sender.Waits.Take(turn.IsDaily ? 1 : int.MaxValue))
            {
                await run.Switches.AdvanceAsync(wait, cancellationToken).ConfigureAwait(false);
                await run.RetryAllAsync(before, cancellationToken).ConfigureAwait(false);
            }

            sent.AddRange(before);
            over.Add($"{turn.Name} ({turn.At:yyyy-MM-dd HH:mm} UTC)");
        }

        return await ExpectAsync(run, sent, $"Over {string.Join(", ", over)}.", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> ExpectAsync(ClauseRun run, List<WebhookDelivery> sent, string remark, CancellationToken cancellationToken)
    {
        if (sent.Count == 0)
            return ClauseFinding.NotExercised(remark);
        var finding = await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
        return finding.Kind == FindingKind.Kept ? ClauseFinding.KeptWith(remark) : finding;
    }

    private static IEnumerable<(string Name, DateTimeOffset At, bool IsDaily)> Turns(DateTimeOffset now)
    {
        foreach (var zone in new[] { TimeZoneInfo.Utc, TimeZoneInfo.Local })
        {
            var today = TimeZoneInfo.ConvertTime(now + Before, zone).Date;
            yield return ("midnight", In(zone, today.AddDays(1)), true);

            // Not in the night that has just been: a duplicate comes hours later, too.
            var later = today.AddDays(2);
            yield return ("the end of a month", In(zone, new DateTime(later.Year, later.Month, 1).AddMonths(1)), false);
        }

        foreach (var change in ClockChanges.Next(now.AddDays(2)))
            yield return ("a change of clocks", change, false);
    }

    private static DateTimeOffset In(TimeZoneInfo zone, DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();

    /// <summary>Moves the consumer's clock on as long as that takes no time to speak of.</summary>
    private sealed class AdvancedClock(ClauseRun run)
    {
        private static readonly TimeSpan Day = TimeSpan.FromDays(1);

        /// <summary>How long it took to move it on by a day, where that was quickest: a machine that is busy for a moment says nothing of the clock.</summary>
        private TimeSpan? _perDay;

        /// <returns>Whether it was moved there: not where it would take too long.</returns>
        public async Task<bool> TryMoveToAsync(DateTimeOffset at, CancellationToken cancellationToken)
        {
            var by = at - run.Consumer.Clock!.Now;
            if (by <= TimeSpan.Zero)
                return true;
            for (; TakesTooLong(by); by -= Day)
            {
                // Looked at once more, as far as that is no matter.
                if (by <= Day || TakesTooLong(Day) || !await IsQuickerAsync(cancellationToken).ConfigureAwait(false))
                    return false;
            }

            await MoveAsync(by, cancellationToken).ConfigureAwait(false);
            return true;
        }

        private bool TakesTooLong(TimeSpan by) => _perDay * by.TotalDays > MaxAdvance;

        /// <summary>Moves it on by a day.</summary>
        /// <returns>Whether that was quicker than any move before.</returns>
        private async Task<bool> IsQuickerAsync(CancellationToken cancellationToken)
        {
            var before = _perDay;
            await MoveAsync(Day, cancellationToken).ConfigureAwait(false);
            return _perDay < before;
        }

        private async Task MoveAsync(TimeSpan by, CancellationToken cancellationToken)
        {
            var watch = Stopwatch.StartNew();
            await run.Switches.AdvanceAsync(by, cancellationToken).ConfigureAwait(false);
            if (by.TotalHours >= 1 && watch.Elapsed / by.TotalDays is var took && (_perDay is null || took < _perDay))
                _perDay = took;
        }
    }
}
