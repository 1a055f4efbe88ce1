using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What becomes of attempts that fail, and of what comes again later.</summary>
internal static class RetryClauses
{
    private static readonly SenderFacts Partnero = PartneroFacts.Sheet;

    private static readonly string Source = $"{Partnero.Guide}: a delivery that is not answered with 2xx is tried {Partnero.AttemptsInWords} times in all, the last time {Partnero.TriedFor} after the first.";

    private const string NothingFailed =
        "The consumer acknowledged every attempt that was to fail. Either it works after it has answered, so the sender never tries again; or WebhookConsumer.FailFor does not make it fail.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        FailsAt(
            "RETRY-01",
            FailurePoint.BeforeEffect,
            "a failed attempt takes effect at the retry, once",
            "A consumer that marks a delivery as done before it is takes the retry for a duplicate: the event is lost.",
            "Record the delivery and its effect in one transaction, so that a failure takes back both."),
        new()
        {
            Id = "RETRY-02",
            Title = "an attempt that fails is not acknowledged",
            Why = "The sender takes a 2xx for the end: what failed is never tried again.",
            Source = Source,
            Remedy = "Answer 5xx when the work fails; or commit the delivery to a durable inbox before you answer, and retry it from there.",
            Needs = [Capability.Effects, Capability.FailFor],
            Check = CheckNotAcknowledgedAsync,
        },
        FailsAt(
            "RETRY-03",
            FailurePoint.BeforeCommit,
            "an attempt that breaks off before its commit leaves nothing behind",
            "What was written half stays half, or is written again in full by the retry.",
            "Put all writes of one event, with its mark in the inbox, into one transaction on one connection."),
        FailsAt(
            "RETRY-04",
            FailurePoint.AfterCommit,
            "an attempt that breaks off after its commit takes effect once",
            "The retry of what was already done does it again: a reward is paid twice.",
            "Commit the mark together with the effect, never after it."),
        new()
        {
            Id = "RETRY-05",
            Title = $"a delivery that fails {Partnero.RetriesInWords} times takes effect at the {Partnero.LastInWords} attempt, once",
            Why = $"After the {Partnero.LastInWords} attempt the sender gives up, so this one is the last chance.",
            Source = Source,
            Remedy = "Accept an attempt however often the ones before it failed, and whatever the age of its created_at.",
            Needs = [Capability.Effects, Capability.FailFor, Capability.Clock],
            Check = CheckScheduleAsync,
        },
        new()
        {
            Id = "RETRY-06",
            Title = "a duplicate at each time of a retry takes effect once",
            Why = "A consumer that forgets a delivery after minutes does the work again when its last retry comes after hours.",
            Source = Source,
            Remedy = "Keep the inbox in the database and for days: thirty cost little.",
            Needs = [Capability.Effects, Capability.Clock],
            Check = CheckLateDuplicatesAsync,
        },
        new()
        {
            Id = "RETRY-07",
            Title = "a duplicate after a restart takes effect once",
            Why = "A consumer that remembers deliveries in its memory forgets them with every deployment.",
            Source = Source,
            Remedy = "Keep the inbox in the database where the effects are kept, not in memory.",
            Needs = [Capability.Effects, Capability.Restart],
            Check = CheckRestartAsync,
        },
    ];

    private static WebhookClause FailsAt(string id, FailurePoint point, string title, string why, string remedy) => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Source = Source,
        Remedy = remedy,
        Needs = [Capability.Effects, Capability.FailFor],
        Check = (run, cancellationToken) => CheckRetryAsync(run, point, cancellationToken),
    };

    private static async Task<ClauseFinding> CheckRetryAsync(ClauseRun run, FailurePoint point, CancellationToken cancellationToken)
    {
        if (point != FailurePoint.BeforeEffect && !run.Consumer.FailsAtEveryPoint)
            return ClauseFinding.NotExercised($"The consumer cannot be made to fail {point.InWords()}. Have WebhookConsumer.FailFor fail at every point: over HTTP, with {{point}} in its address.");

        var retried = new List<WebhookDelivery>();
        var acknowledged = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
        {
            var delivery = await PrepareFailingAsync(run, name, 1, point, cancellationToken).ConfigureAwait(false) with
            {
                Note = $"valid and signed; the first attempt fails ({point.InWords()}), then a retry with the same bytes",
            };
            var first = await run.AttemptAsync(delivery, cancellationToken).ConfigureAwait(false);

            // Acknowledged: the sender does not come again, and RETRY-02 sees to it that nothing is lost.
            if (first.IsAccepted)
            {
                acknowledged.Add(delivery);
                continue;
            }

            // "Later" may be how the failure is answered, and then this is the retry; or it came before the attempt that fails.
            if (first.IsLater)
            {
                first = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
                if (first.IsAccepted)
                {
                    retried.Add(delivery);
                    continue;
                }
            }

            var retry = await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!retry.IsAccepted)
                return ClauseFinding.Broken(delivery, "a 2xx for the retry", $"{first}; then {retry}");
            retried.Add(delivery);
        }

        if (retried.Count > 0)
        {
            var finding = await Expectations.EffectsAsync(run, retried, 1, cancellationToken, whyTwice: point == FailurePoint.BeforeEffect ? FailedAttempts.WhyTwice : null).ConfigureAwait(false);
            return finding.Kind != FindingKind.Kept ? finding
                : await FailedAttempts.FindDoubledAsync(run, acknowledged, cancellationToken).ConfigureAwait(false)
                    ?? await FailedAttempts.FindMiscountedAsync(run, point, cancellationToken).ConfigureAwait(false) ?? finding;
        }

        await run.Effects.WaitForAsync(acknowledged, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        if (await FailedAttempts.FindDoubledAsync(run, acknowledged, cancellationToken).ConfigureAwait(false) is { } doubled)
            return doubled;
        return await CanFailAsync(run, cancellationToken).ConfigureAwait(false) ? ClauseFinding.Kept : ClauseFinding.NotExercised(NothingFailed);
    }

    private static async Task<ClauseFinding> CheckNotAcknowledgedAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var acknowledged = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
        {
            var delivery = await PrepareFailingAsync(run, name, 1, FailurePoint.BeforeEffect, cancellationToken).ConfigureAwait(false) with { Note = "valid and signed; its only attempt fails" };
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (answer.IsAccepted)
                acknowledged.Add(delivery);
        }

        // A consumer that works after it has answered must try again by itself.
        var lost = await run.Effects.WaitForAsync(acknowledged, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        if (lost.Count == 0 && acknowledged.Count == run.SomeEffective.Count && !await CanFailAsync(run, cancellationToken).ConfigureAwait(false))
            return ClauseFinding.NotExercised(NothingFailed);
        return lost.Count == 0
            ? ClauseFinding.Kept
            : ClauseFinding.Broken(lost[0], "no 2xx; or a 2xx, and the effect all the same", "a 2xx, and no effect");
    }

    private static async Task<ClauseFinding> CheckScheduleAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var waits = run.Consumer.Sender.Waits;
        var pending = new List<WebhookDelivery>();
        foreach (var delivery in await run.PrepareAllAsync(run.SomeEffective, cancellationToken).ConfigureAwait(false))
        {
            await run.Switches.FailAsync(delivery, waits.Count, FailurePoint.BeforeEffect, cancellationToken).ConfigureAwait(false);
            pending.Add(delivery with { Note = $"valid and signed; {run.Consumer.Sender.RetriesInWords} attempts fail, and the {run.Consumer.Sender.LastInWords} does not" });
        }

        var all = pending.ToList();
        var hasFailed = false;
        var isCutOff = false;
        for (var attempt = 0; attempt <= waits.Count; attempt++)
        {
            if (attempt > 0)
                await run.Switches.AdvanceAsync(waits[attempt - 1], cancellationToken).ConfigureAwait(false);
            foreach (var (delivery, first) in pending.Zip(await run.AttemptAllAsync(pending, cancellationToken).ConfigureAwait(false)).ToList())
            {
                // A 503 ends the attempt; only a 429, and the last attempt, are tried again at once.
                var answer = first;
                if (answer.Status == 429 || (answer.IsCrash && attempt == waits.Count))
                    answer = await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
                hasFailed |= !answer.IsAccepted;
                isCutOff |= first.IsUnanswered;

                // A process that ends with an attempt takes along those that are under way: these have failures left, which the sender would have used up by now.
                for (var more = 0; isCutOff && attempt == waits.Count && !answer.IsAccepted && more < waits.Count; more++)
                    answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
                if (answer.IsAccepted && pending.Remove(delivery) && attempt < waits.Count)
                    all[all.IndexOf(delivery)] = delivery with { Note = $"{delivery.Note}; attempt {attempt + 1} was answered with {answer.Status}" };
                if (!answer.IsAccepted && attempt == waits.Count)
                    return ClauseFinding.Broken(delivery, $"a 2xx for the {run.Consumer.Sender.LastInWords} attempt", answer);
            }
        }

        return hasFailed || await CanFailAsync(run, cancellationToken).ConfigureAwait(false)
            ? await Expectations.EffectsAsync(run, all, 1, cancellationToken).ConfigureAwait(false)
            : ClauseFinding.NotExercised(NothingFailed);
    }

    private static async Task<ClauseFinding> CheckLateDuplicatesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var delivery in await run.SendUsualOfEachAsync(run.SomeEffective, cancellationToken).ConfigureAwait(false))
            sent.Add(delivery with { Note = $"valid and signed, again after {run.Consumer.Sender.RetryTimesInWords} with the same bytes" });

        await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        foreach (var wait in run.Consumer.Sender.Waits)
        {
            await run.Switches.AdvanceAsync(wait, cancellationToken).ConfigureAwait(false);
            foreach (var (delivery, answer) in sent.Zip(await run.RetryAllAsync(sent, cancellationToken).ConfigureAwait(false)))
            {
                if (!answer.IsAccepted)
                    return ClauseFinding.Broken(delivery, "a 2xx, also for a late duplicate", answer);
            }
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckRestartAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var delivery in await run.SendUsualOfEachAsync(run.SomeEffective, cancellationToken).ConfigureAwait(false))
            sent.Add(delivery with { Note = "valid and signed; then a restart, and the same bytes again" });

        await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        await run.Switches.RestartAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (delivery, answer) in sent.Zip(await run.RetryAllAsync(sent, cancellationToken).ConfigureAwait(false)))
        {
            if (!answer.IsAccepted)
                return ClauseFinding.Broken(delivery, "a 2xx, also for a duplicate after a restart", answer);
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<WebhookDelivery> PrepareFailingAsync(ClauseRun run, string name, int times, FailurePoint point, CancellationToken cancellationToken)
    {
        var delivery = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
        await run.Switches.FailAsync(delivery, times, point, cancellationToken).ConfigureAwait(false);
        return delivery;
    }

    /// <summary>
    /// Whether the switch makes anything fail, asked where every attempt was acknowledged and took effect:
    /// a consumer that tries again by itself does not get past so many failures while this looks.
    /// </summary>
    private static async Task<bool> CanFailAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        const int never = 100_000;
        var delivery = await PrepareFailingAsync(run, run.AnyEvent, never, FailurePoint.BeforeEffect, cancellationToken).ConfigureAwait(false);
        await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        var count = await run.Effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false);
        await run.Switches.FailAsync(delivery, 0, FailurePoint.BeforeEffect, cancellationToken).ConfigureAwait(false);
        return count == 0;
    }
}
