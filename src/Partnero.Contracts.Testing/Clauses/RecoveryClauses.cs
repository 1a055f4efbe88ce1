using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What becomes of other deliveries when one fails, and of what was acknowledged when the process ends.</summary>
internal static class RecoveryClauses
{
    /// <summary>More than the places of any semaphore, and the connections of most pools.</summary>
    private const int FailuresInARow = 25;

    /// <summary>As good as for ever while a clause is checked; a probe may refuse what is more than anybody means.</summary>
    private const int Always = 100_000;

    private static readonly string Source = $"{PartneroFacts.Sheet.Guide}: a 2xx ends the delivery, and anything else is tried {PartneroFacts.Sheet.AttemptsInWords} times in all; others come meanwhile.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "RETRY-08",
            Title = "what was acknowledged survives a restart that comes at once",
            Why = "A consumer that answers first and keeps the work in its memory loses it with the next deployment, and the sender never comes again.",
            Source = Source,
            Remedy = "Commit the effect, or the delivery itself, to the database before you answer.",
            Needs = [Capability.Effects, Capability.Restart],
            Check = CheckRestartAtOnceAsync,
        },
        new()
        {
            Id = "RETRY-09",
            Title = "a failed attempt leaves nothing for the next delivery",
            Why = "What a failed attempt left in a shared context is written with the next delivery, or keeps the retry from being written; a place in a semaphore that is not given back is missed by all.",
            Source = Source,
            Remedy = "Give each attempt its own context and transaction, and give back in a finally what was taken.",
            Needs = [Capability.Effects, Capability.FailFor],
            Check = CheckLeftoversAsync,
        },
        new()
        {
            Id = "RETRY-10",
            Title = "an entity whose work fails holds up no other",
            Why = "A queue that stops at its first element stops for all partners when the data of one are broken.",
            Source = Source,
            Remedy = "Set aside what fails again and again, and go on with the others.",
            Needs = [Capability.Effects, Capability.FailFor],
            Check = CheckHeldUpAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckRestartAtOnceAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var delivery in await run.SendUsualOfEachAsync(run.SomeEffective, cancellationToken).ConfigureAwait(false))
            sent.Add(delivery with { Note = "valid and signed; acknowledged, and then a restart at once" });

        await run.Switches.RestartAsync(cancellationToken).ConfigureAwait(false);

        // Nothing is sent before the look: a delivery would wake a worker that does not start by itself.
        var missing = await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        if (missing.Count > 0)
            return ClauseFinding.Broken(missing[0], "a 2xx, and the effect all the same", $"a 2xx, and no effect within {run.Consumer.EffectTimeout.TotalSeconds:0.#} s after the restart ({missing.Count} of {sent.Count} deliveries)");
        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckLeftoversAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var points = run.Consumer.FailsAtEveryPoint ? new[] { FailurePoint.BeforeEffect, FailurePoint.BeforeCommit } : [FailurePoint.BeforeEffect];
        var sent = new List<WebhookDelivery>();
        foreach (var some in run.SomeEffective.SelectMany(name => points.Select(point => (Event: name, Point: point))).Chunk(run.CasesAtOnce))
        {
            // Drawn in one order, however many go side by side.
            var creations = new Creations(run);
            var cases = some.Select(one => (Failing: creations.Valid(one.Event), Next: creations.Valid(one.Event))).ToList();
            var (failing, next) = (cases.ConvertAll(one => one.Failing), cases.ConvertAll(one => one.Next));
            await creations.SendAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (delivery, (_, point)) in failing.Zip(some))
                await run.Switches.FailAsync(delivery, 1, point, cancellationToken).ConfigureAwait(false);
            var first = await run.AttemptAllAsync(failing, cancellationToken).ConfigureAwait(false);
            if (first.Any(answer => answer.IsAccepted || answer.IsLater))
                return ClauseFinding.NotExercised("The consumer acknowledged an attempt that was to fail, or put it off: what it leaves cannot be told from what its worker does.");
            await run.SendUsualAsync(next, cancellationToken).ConfigureAwait(false);
            await run.Effects.WaitForAsync(next, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);

            // What shows already is no proof: a service outside of the transaction may know the retry by its key. The count in the end is.
            await run.RetryAllAsync(failing, cancellationToken).ConfigureAwait(false);
            sent.AddRange(failing.Select(delivery => delivery with { Note = "valid and signed; an attempt fails, another delivery follows, then a retry with the same bytes" }));
            sent.AddRange(next.Select(delivery => delivery with { Note = "valid and signed, after an attempt for another entity that failed" }));
        }

        foreach (var some in Enumerable.Repeat(run.AnyEvent, FailuresInARow).Chunk(run.CasesAtOnce))
        {
            var failing = await run.PrepareAllAsync(some, cancellationToken).ConfigureAwait(false);
            foreach (var delivery in failing)
                await run.Switches.FailAsync(delivery, 1, points[^1], cancellationToken).ConfigureAwait(false);
            await run.AttemptAllAsync([.. failing], cancellationToken).ConfigureAwait(false);
        }

        var after = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
        var answer = await run.SendAsync(after, cancellationToken).ConfigureAwait(false);
        if (!answer.IsAccepted)
            return ClauseFinding.Broken(after with { Note = $"valid and signed, after {FailuresInARow} attempts for others that failed" }, "a 2xx", answer);
        return await Expectations.EffectsAsync(run, [.. sent, after], 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckHeldUpAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var failing = await run.PrepareAsync(run.AnyEvent, cancellationToken).ConfigureAwait(false);
        await run.Switches.FailAsync(failing, Always, FailurePoint.BeforeEffect, cancellationToken).ConfigureAwait(false);
        try
        {
            var first = await run.AttemptAsync(failing, cancellationToken).ConfigureAwait(false);
            var others = new List<WebhookDelivery>();
            foreach (var name in run.Baseline.Effective)
            {
                var other = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false) with { Note = $"valid and signed, while each attempt for {failing.Event} of {failing.EntityId} fails" };
                var answer = await run.SendAsync(other, cancellationToken).ConfigureAwait(false);
                if (!answer.IsAccepted)
                    return ClauseFinding.Broken(other, "a 2xx", answer);
                others.Add(other);
            }

            var missing = await run.Effects.WaitForAsync(others, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
            return missing.Count == 0
                ? ClauseFinding.Kept
                : ClauseFinding.Broken(missing[0], "a 2xx and one effect", $"a 2xx, and no effect; the one that fails was answered with {first}");
        }
        finally
        {
            await run.Switches.FailAsync(failing, 0, FailurePoint.BeforeEffect, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
