using System.Diagnostics;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Duplicates that come after others, or while the first attempt is at work.</summary>
internal static class LateDuplicateClauses
{
    /// <summary>How many other deliveries come between an event and its duplicate, and how long they may take.</summary>
    private const int MaxOthers = 1_000;
    private const int AtOnce = 20;
    private const int MaxRaces = 30;
    private static readonly TimeSpan OthersBudget = TimeSpan.FromSeconds(10);

    private const string Duplicates = "The outgoing-webhooks guide: duplicates happen, and the consumer must be idempotent.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "IDEM-09",
            Title = "a duplicate that comes after a later event of its entity takes effect once",
            Why = "A consumer that remembers only the last delivery of each entity applies the first again when its retry comes after the second.",
            Source = Duplicates + " A retry comes up to two hours later, and others come between.",
            Remedy = "Keep one row of the inbox for each delivery, and not one for each entity.",
            Needs = [Capability.Effects],
            Check = CheckOvertakenAsync,
        },
        new()
        {
            Id = "IDEM-12",
            Title = "a duplicate that comes after a thousand other deliveries takes effect once",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A consumer that remembers the last hundred deliveries applies a duplicate again once a hundred others have come.",
            Source = Duplicates,
            Remedy = "Keep the inbox in the database, and remove rows by their age, never by their number.",
            Needs = [Capability.Effects],
            Check = CheckManyOthersAsync,
        },
        new()
        {
            Id = "IDEM-14",
            Title = "a delivery whose duplicate was acknowledged while it failed takes effect, once",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A consumer that acknowledges a duplicate because the first attempt is in work loses the event when that attempt fails.",
            Source = Duplicates + " A retry overtakes an attempt that takes longer than the sender waits.",
            Remedy = "Let a duplicate wait for the end of the first attempt, or answer it with 409 or 503 until that is committed.",
            Needs = [Capability.Effects, Capability.FailFor],
            Check = CheckInFlightAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckOvertakenAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var grammar = run.Consumer.Sender.Events;
        // An update comes after an update, and after anything but the end of a life.
        var cases = run.Baseline.Effective.Select(name => (Name: name, Later: grammar.Name(grammar.Family(name), grammar.Update)))
            .Where(one => run.Baseline.Effective.Contains(one.Later) && !run.Consumer.Schemas.Life.IsEnd(one.Name)).ToList();
        var overtaken = new WebhookDelivery?[cases.Count];
        await run.FirstAsync(cases.Index(), one => OvertakeAsync(one.Index, one.Item.Name, one.Item.Later)).ConfigureAwait(false);
        var sent = overtaken.OfType<WebhookDelivery>().ToList();
        if (sent.Count == 0)
            return ClauseFinding.NotExercised("No event with effects is followed by an update of its entity.");
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (delivery, effects) in await run.Effects.FindAllAsync(sent, cancellationToken).ConfigureAwait(false))
        {
            var expected = grammar.IsUpdate(delivery.Event) ? 2 : 1;
            if (effects.Count != expected)
                return ClauseFinding.Broken(delivery, expected == 2 ? "two effects, one for each update" : "one effect", $"{effects.Count} effects");
        }

        return ClauseFinding.Kept;

        async Task<ClauseFinding?> OvertakeAsync(int number, string name, string later)
        {
            var first = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            await run.SendUsualAsync(first, cancellationToken).ConfigureAwait(false);
            await run.Effects.WaitForAsync(first, cancellationToken).ConfigureAwait(false);
            var update = run.Deliveries.Valid(later, first.EntityId, values: 1);
            await run.SendAsync(update, cancellationToken).ConfigureAwait(false);
            await run.Effects.WaitForAsync([update], name == later ? 2 : 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
            var before = await run.Effects.CountAsync(first, cancellationToken).ConfigureAwait(false);
            await run.RetryAsync(first, cancellationToken).ConfigureAwait(false);
            // Whoever has another number before the duplicate breaks another clause.
            if (before == (name == later ? 2 : 1))
                overtaken[number] = first with { Note = $"valid and signed, and again with the same bytes after a later {later} of the same entity" };
            return null;
        }
    }

    private static async Task<ClauseFinding> CheckManyOthersAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var name = run.Baseline.Effective[0];
        var first = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
        await run.SendUsualAsync(first, cancellationToken).ConfigureAwait(false);
        await run.Effects.WaitForAsync(first, cancellationToken).ConfigureAwait(false);

        var others = 0;
        for (var clock = Stopwatch.StartNew(); others < run.ShareOf(MaxOthers) && clock.Elapsed < OthersBudget;)
        {
            var together = Enumerable.Range(0, AtOnce).Select(_ => run.Deliveries.Valid(run.AnyCreation)).ToList();
            others += (await run.SendTogetherAsync(together, cancellationToken).ConfigureAwait(false)).Count(answer => answer.IsAccepted);
        }

        var again = first with { Note = $"valid and signed, and again with the same bytes after {others} others" };
        await run.RetryAsync(again, cancellationToken).ConfigureAwait(false);
        return await Expectations.EffectsAsync(run, [again], 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckInFlightAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var point = run.Consumer.FailsAtEveryPoint ? FailurePoint.BeforeCommit : FailurePoint.BeforeEffect;
        var sent = new List<WebhookDelivery>();
        for (var race = 0; race < Math.Max(run.ShareOf(MaxRaces), run.Baseline.Effective.Count); race++)
        {
            var delivery = await run.PrepareAsync(run.Baseline.Effective[race % run.Baseline.Effective.Count], cancellationToken).ConfigureAwait(false);
            delivery = delivery with { Note = "valid and signed, twice at once with the same bytes, and one of the two attempts fails" };
            await run.Switches.FailAsync(delivery, 1, point, cancellationToken).ConfigureAwait(false);
            var answers = await run.SendTogetherAsync([delivery, delivery], cancellationToken).ConfigureAwait(false);

            // The sender has an end where one was acknowledged; else it comes again.
            if (!answers.Any(answer => answer.IsAccepted))
                await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
            sent.Add(delivery);
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }
}
