using System.Globalization;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Fields that hold a day in one payload, and a moment in the next.</summary>
internal static class DateClauses
{
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "BODY-17",
            Title = "accepts a date without a time of day",
            IsAdvice = true,
            Why = "The REST reference shows a date alone for the moment of a lead; a consumer that insists on a time of day refuses every lead.",
            Source = "The REST reference shows 2025-05-16 as the created_at of a lead; no webhook of a lead is published.",
            Remedy = "Read a date that comes alone as that day, or keep the field as its text.",
            Check = CheckAsync,
        },
    ];

    /// <summary>Sends each event twice, with moments and with dates alone: what it makes of the first is expected of the second.</summary>
    private static async Task<ClauseFinding> CheckAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        // Where nobody said which events are handled, the first deliveries were of documented ones alone, and leads are not among them.
        var schemas = run.Consumer.Schemas;
        var pairs = new List<(WebhookDelivery Usual, WebhookDelivery Dated)>();
        foreach (var name in run.Consumer.Handles ?? schemas.Events)
        {
            if (PayloadShapes.DayOrMomentFields(schemas, name) is not { Count: > 0 } fields)
                continue;
            var usual = await PrepareAsync(name, fields, EntityWords.Timestamp).ConfigureAwait(false);
            var dated = await PrepareAsync(name, fields, moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ConfigureAwait(false);
            if ((await run.SendAsync(usual, cancellationToken).ConfigureAwait(false)).IsAccepted)
                pairs.Add((usual, dated with { Note = $"valid and signed, with a date alone for {string.Join(" and ", fields)}" }));
        }

        if (pairs.Count == 0)
            return ClauseFinding.NotExercised("The consumer accepts no event of which a source shows a date alone: those of leads.");
        if (run.Effects.IsGiven)
        {
            var without = await run.Effects.WaitForAsync([.. pairs.Select(pair => pair.Usual)], 1, _ => run.Effects.Generous(run.Baseline.EffectLatency), cancellationToken).ConfigureAwait(false);
            pairs.RemoveAll(pair => without.Contains(pair.Usual));
            if (pairs.Count == 0)
                return ClauseFinding.NotExercised("The consumer applies no event of which a source shows a date alone: those of leads.");
        }

        var deliveries = pairs.Select(pair => pair.Dated).ToArray();
        if (await ValidVariants.SendAsync(run, cancellationToken, deliveries).ConfigureAwait(false) is { } refused)
            return refused;
        if (!run.Effects.IsGiven)
            return ClauseFinding.Kept;
        var lost = await run.Effects.WaitForAsync(deliveries, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        return lost.Count == 0 ? ClauseFinding.Kept : ClauseFinding.Broken(lost[0], "a 2xx and one effect, as with a time of day", "a 2xx and no effect");

        Task<WebhookDelivery> PrepareAsync(string name, IReadOnlyList<string> fields, Func<DateTimeOffset, string> write) => run.PrepareAsync(name, cancellationToken, data => fields.Aggregate(
            data, (changed, field) => changed.With(field, write(run.Deliveries.Now))));
    }
}
