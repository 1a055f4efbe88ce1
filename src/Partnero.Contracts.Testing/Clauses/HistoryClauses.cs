using System.Diagnostics;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What is told from what: events that look alike, and events that come again after others.</summary>
internal static class HistoryClauses
{
    /// <summary>How many other deliveries come between an event and its duplicate, and how long they may take.</summary>
    private const int MaxOthers = 1_000;
    private const int AtOnce = 20;
    private const int MaxRaces = 10;
    private static readonly TimeSpan OthersBudget = TimeSpan.FromSeconds(10);

    private const string Duplicates = "The outgoing-webhooks guide: duplicates happen, and the consumer must be idempotent.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "IDEM-07",
            Title = "tells ids apart that are the same number",
            Why = "A consumer that compares ids as numbers takes the event of 007 for that of 7, and one of the two partners is not paid.",
            Source = "The guide shows texts for ids and keys, and a program chooses keys itself: nothing says that they are numbers.",
            Remedy = "Keep ids and keys as texts from the body to the database, in columns of a text type, and compare them as texts.",
            Needs = [Capability.Effects],
            Check = (run, cancellationToken) => CheckIdsAsync(run, NumbersAlike, cancellationToken),
        },
        new()
        {
            Id = "IDEM-08",
            Title = "tells ids apart that differ in case, blanks or composition",
            Level = ClauseLevel.Should,
            Why = "A database whose texts are compared without regard to case, blanks at the end or Unicode composition takes two partners for one.",
            Source = "The guide shows texts for ids and keys, and a program chooses keys itself: nothing says how they are compared.",
            Remedy = "Give the columns of ids and keys a binary collation.",
            Needs = [Capability.Effects],
            Check = (run, cancellationToken) => CheckIdsAsync(run, TextsAlike, cancellationToken),
        },
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
            Id = "IDEM-10",
            Title = "one payload under two events takes effect under both",
            Why = "A consumer that takes the payload for the identity drops the approval of a reward that was created with the same fields.",
            Source = "The envelope has no event id, and two events of one entity may carry the same payload.",
            Remedy = "Put the name of the event into the identity, or hash the whole body.",
            Needs = [Capability.Effects],
            Check = CheckTwoEventsAsync,
        },
        new()
        {
            Id = "IDEM-11",
            Title = "two entities with one key both take effect",
            Why = "A consumer that takes the key for the identity drops the second sale.",
            Source = "The sender's n8n node: keys of transactions are not unique, and a second create makes a second transaction.",
            Remedy = "Never use a key alone as identity, or as the primary key of what a transaction brings about.",
            Needs = [Capability.Effects],
            Check = CheckOneKeyAsync,
        },
        new()
        {
            Id = "IDEM-12",
            Title = "a duplicate that comes after a thousand other deliveries takes effect once",
            Why = "A consumer that remembers the last hundred deliveries applies a duplicate again once a hundred others have come.",
            Source = Duplicates,
            Remedy = "Keep the inbox in the database, and remove rows by their age, never by their number.",
            Needs = [Capability.Effects],
            Check = CheckManyOthersAsync,
        },
        new()
        {
            Id = "IDEM-13",
            Title = "events whose signature or hash begins alike all take effect",
            Why = "A consumer that keeps eight digits of a hash drops one event of some ten thousand, and nobody will ever know which.",
            Source = "The envelope has no event id, so that consumers make one of the body or the signature.",
            Remedy = "Keep the whole hash: 64 hex digits, or 32 bytes.",
            Needs = [Capability.Effects],
            Check = CheckShortHashesAsync,
        },
        new()
        {
            Id = "IDEM-14",
            Title = "a delivery whose duplicate was acknowledged while it failed takes effect, once",
            Why = "A consumer that acknowledges a duplicate because the first attempt is in work loses the event when that attempt fails.",
            Source = Duplicates + " A retry overtakes an attempt that takes longer than the sender waits.",
            Remedy = "Let a duplicate wait for the end of the first attempt, or answer it with 409 or 503 until that is committed.",
            Needs = [Capability.Effects, Capability.FailFor],
            Check = CheckInFlightAsync,
        },
        new()
        {
            Id = "IDEM-15",
            Title = "a duplicate that comes after midnight takes effect once",
            Why = "A consumer whose identity, table or cache is that of a day does the work again when a retry comes after midnight.",
            Source = Duplicates + " A delivery is tried for hours, over midnight too.",
            Remedy = "Leave the time of arrival out of the identity.",
            Needs = [Capability.Effects, Capability.Clock],
            Check = CheckMidnightAsync,
        },
    ];

    private static IEnumerable<string> NumbersAlike(string digits) =>
        [digits, "0" + digits, "00" + digits, digits + ".0", "+" + digits, $"{digits}e3", $"{digits}000", $"90071992547409{digits[..6]}1", $"90071992547409{digits[..6]}2"];

    private static IEnumerable<string> TextsAlike(string digits) =>
        [$"id-{digits}", $"ID-{digits}", $"id-{digits} ", $" id-{digits}", $"caf\u00e9-{digits}", $"cafe\u0301-{digits}"];

    private static async Task<ClauseFinding> CheckIdsAsync(ClauseRun run, Func<string, IEnumerable<string>> alike, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        // One event of each kind of entity: its ids stand in one table.
        var life = run.Consumer.Schemas.Life;
        foreach (var name in run.Baseline.Effective.Where(name => PayloadShapes.IdentityTypes(run.Consumer.Schemas, name).Seen.HasFlag(JsonTypes.String))
            .OrderByDescending(life.IsCreation).DistinctBy(run.Consumer.Sender.Events.Family))
        {
            // Digits that no other run has, and no other event of this one.
            foreach (var id in alike(run.Deliveries.NewNumber(asText: true)))
            {
                var delivery = run.Deliveries.Valid(name, id);
                if (run.Consumer.Schemas.Events.Contains(name) && run.Consumer.Schemas.Validate(delivery.Body).Count > 0)
                    continue;
                await run.CreateAsync(name, id, cancellationToken).ConfigureAwait(false);
                delivery = run.Deliveries.Valid(name, id) with { Note = $"valid and signed, with the id {PhpJson.Text(id)}" };
                if (await ValidVariants.SendAsync(run, cancellationToken, delivery).ConfigureAwait(false) is { } finding)
                    return finding;
                sent.Add(delivery);
            }
        }

        return sent.Count == 0
            ? ClauseFinding.NotExercised("No event with effects has a text for its id.")
            : await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckOvertakenAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        var grammar = run.Consumer.Sender.Events;
        foreach (var name in run.Baseline.Effective)
        {
            // An update comes after an update, and after anything but the end of a life.
            var later = grammar.Name(grammar.Family(name), grammar.Update);
            if (!run.Baseline.Effective.Contains(later) || run.Consumer.Schemas.Life.IsEnd(name))
                continue;
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
                sent.Add(first with { Note = $"valid and signed, and again with the same bytes after a later {later} of the same entity" });
        }

        if (sent.Count == 0)
            return ClauseFinding.NotExercised("No event with effects is followed by an update of its entity.");
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        foreach (var delivery in sent)
        {
            var expected = grammar.IsUpdate(delivery.Event) ? 2 : 1;
            var count = await run.Effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (count != expected)
                return ClauseFinding.Broken(delivery, expected == 2 ? "two effects, one for each update" : "one effect", $"{count} effects");
        }

        return ClauseFinding.Kept;
    }

    private static async Task<ClauseFinding> CheckTwoEventsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        var life = run.Consumer.Schemas.Life;
        foreach (var family in run.Baseline.Effective.Where(name => !life.IsCreation(name)).GroupBy(run.Consumer.Sender.Events.Family))
        {
            // In the order of a life, so that none of them comes too late.
            if (life.InOrder(family).Take(2).ToList() is not [var one, var other])
                continue;
            var first = await run.PrepareAsync(one, cancellationToken).ConfigureAwait(false);
            var second = run.Deliveries.Valid(other, first.EntityId, _ => first.Data) with { Note = $"valid and signed, with the payload that came as {one} before" };
            if (run.Consumer.Schemas.Events.Contains(other) && run.Consumer.Schemas.Validate(second.Body).Count > 0)
                continue;
            foreach (var delivery in new[] { first, second })
            {
                if (await ValidVariants.SendAsync(run, cancellationToken, delivery).ConfigureAwait(false) is { } finding)
                    return finding;
                await run.Effects.WaitForAsync(delivery, cancellationToken).ConfigureAwait(false);
            }

            sent.Add(second);
        }

        return sent.Count == 0
            ? ClauseFinding.NotExercised("No two events with effects may come to one entity.")
            : await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckOneKeyAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.Baseline.Effective.Where(run.Consumer.Schemas.Life.IsCreation))
        {
            if (!run.Consumer.Schemas.Events.Contains(name) || PayloadShapes.IdentityOf(run.Consumer.Schemas.Of(name).Fields) is not { Role: FieldRole.Key })
                continue;
            var first = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
            var second = run.Deliveries.Valid(name, first.EntityId, values: 1) with { Note = "valid and signed, another with the key of one before" };
            if (await ValidVariants.SendAsync(run, cancellationToken, first, second).ConfigureAwait(false) is { } finding)
                return finding;

            sent.Add(second);
        }

        return sent.Count == 0
            ? ClauseFinding.NotExercised("No entity whose creation has an effect is known by a key alone.")
            : await Expectations.EffectsAsync(run, sent, 2, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckManyOthersAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var name = run.Baseline.Effective[0];
        var first = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
        await run.SendUsualAsync(first, cancellationToken).ConfigureAwait(false);
        await run.Effects.WaitForAsync(first, cancellationToken).ConfigureAwait(false);

        var others = 0;
        for (var clock = Stopwatch.StartNew(); others < MaxOthers && clock.Elapsed < OthersBudget;)
        {
            var together = Enumerable.Range(0, AtOnce).Select(_ => run.Deliveries.Valid(run.AnyCreation)).ToList();
            others += (await run.SendTogetherAsync(together, cancellationToken).ConfigureAwait(false)).Count(answer => answer.IsAccepted);
        }

        var again = first with { Note = $"valid and signed, and again with the same bytes after {others} others" };
        await run.RetryAsync(again, cancellationToken).ConfigureAwait(false);
        return await Expectations.EffectsAsync(run, [again], 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckShortHashesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var kind in Enum.GetValues<DigestKind>())
        {
            var name = run.Baseline.Effective[0];
            var pair = SharedDigests.Find(run, name, kind);
            foreach (var delivery in pair)
                await run.CreateAsync(name, delivery.EntityId, cancellationToken).ConfigureAwait(false);
            foreach (var delivery in pair)
            {
                if (await ValidVariants.SendAsync(run, cancellationToken, delivery).ConfigureAwait(false) is { } finding)
                    return finding;
                sent.Add(delivery);
            }
        }

        return sent.Count == 0
            ? ClauseFinding.NotExercised("No two deliveries with such signatures were found.")
            : await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckInFlightAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var point = run.Consumer.FailsAtEveryPoint ? FailurePoint.BeforeCommit : FailurePoint.BeforeEffect;
        var sent = new List<WebhookDelivery>();
        for (var race = 0; race < Math.Max(MaxRaces, run.Baseline.Effective.Count); race++)
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

    private static async Task<ClauseFinding> CheckMidnightAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var zone in new[] { TimeZoneInfo.Utc, TimeZoneInfo.Local }.DistinctBy(zone => zone.BaseUtcOffset))
        {
            var local = TimeZoneInfo.ConvertTime(run.Consumer.Clock!.Now, zone);
            await run.Switches.AdvanceAsync(local.Date.AddDays(1) - local.DateTime - TimeSpan.FromSeconds(20), cancellationToken).ConfigureAwait(false);
            var before = new List<WebhookDelivery>();
            foreach (var name in run.Baseline.Effective)
            {
                var delivery = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
                await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
                before.Add(delivery with { Note = "valid and signed before midnight, and again after it with the same bytes" });
            }

            await run.Effects.WaitForAsync(before, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
            await run.Switches.AdvanceAsync(run.Consumer.Sender.Waits[0], cancellationToken).ConfigureAwait(false);
            foreach (var delivery in before)
                await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false);
            sent.AddRange(before);
        }

        return await Expectations.EffectsAsync(run, sent, 1, cancellationToken).ConfigureAwait(false);
    }
}
