using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That a name in a map is a name, and changes nothing of what comes later.</summary>
internal static class LentFieldClauses
{
    private const string NothingRecorded = "No effect that the consumer recorded holds a text that a payload may leave out. Have WebhookConsumer.Effects answer objects with the payload's own fields.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "ROBUST-08",
            Title = "gives no later delivery what came in another's map",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A map that is merged into an object gives every later partner the name, or the address for payouts, that one payload held under \"__proto__\".",
            Source = "The names in metadata are the program's own, and JSON allows any; OWASP calls it prototype pollution.",
            Remedy = "Keep maps as maps, or as JSON text; never merge them into objects by their names.",
            Needs = [Capability.Effects],
            Check = CheckAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var recorded = await FindRecordedAsync(run, cancellationToken).ConfigureAwait(false);
        if (recorded.Count == 0)
            return ClauseFinding.NotExercised(NothingRecorded);

        var lent = $"lent-{run.Deliveries.NewId(run.AnyEvent)}";
        var lending = Lending(run, [.. recorded.SelectMany(one => one.Fields).Distinct()], lent).ToList();
        if (lending.Count == 0 || !(await run.SendAllAsync(lending, cancellationToken).ConfigureAwait(false)).Any(answer => answer.IsAccepted))
            return ClauseFinding.NotExercised("The consumer takes no delivery with the name __proto__ in a map: see PHP-05.");
        await run.Effects.WaitForAsync([.. lending.Where(one => run.Baseline.Effective.Contains(one.Event))], 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);

        var later = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var (name, fields) in recorded)
        {
            var delivery = creations.Valid(name, data => fields.Aggregate(data, (rest, field) => rest.Without(field)));
            later.Add(delivery with { Note = $"valid and signed, without {string.Join(", ", fields)}; before it came one with them in a map, under __proto__" });
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        await run.SendAllAsync(later, cancellationToken).ConfigureAwait(false);
        await run.Effects.WaitForAsync(later, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        foreach (var (delivery, effects) in await run.Effects.FindAllAsync(later, cancellationToken).ConfigureAwait(false))
        {
            foreach (var (field, value) in effects.SelectMany(effect => effect.Fields))
            {
                if (RecordedValue.IsThere(value) && RecordedValue.Text(value!)?.Contains(lent, StringComparison.Ordinal) == true)
                    return await CleanedAsync(run, ClauseFinding.Broken(delivery, $"no {field}", $"{field} {RecordedValue.Show(value!)}, which came in the map of another delivery"), cancellationToken).ConfigureAwait(false);
            }
        }

        return ClauseFinding.Kept;
    }

    /// <summary>The texts that a usual payload of an event may leave out, and that the consumer records.</summary>
    private static async Task<IReadOnlyList<(string Event, IReadOnlyList<string> Fields)>> FindRecordedAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var recorded = new List<(string, IReadOnlyList<string>)>();
        foreach (var (name, mappings) in await RecordingClauses.LearnAsync(run, cancellationToken).ConfigureAwait(false))
        {
            var usual = run.Deliveries.Valid(name).Data;
            var fields = PayloadShapes.OptionalFields(run.Consumer.Schemas, name).Select(field => field.Name).Where(field => mappings.Fields.Contains(field) && usual[field] is PhpString).ToList();
            if (fields.Count > 0)
                recorded.Add((name, fields));
        }

        return recorded;
    }

    /// <summary>One delivery of each event that has a map: in the map stand the fields, in the two ways by which objects are reached.</summary>
    private static IEnumerable<WebhookDelivery> Lending(ClauseRun run, IReadOnlyList<string> fields, string lent)
    {
        var lends = PhpArray.Map(fields.Select(field => (field, (PhpValue)lent)));
        var map = PhpArray.Map(("__proto__", lends), ("constructor", PhpArray.Map(("prototype", lends))));
        foreach (var name in run.Baseline.Accepted.Where(run.Consumer.Schemas.Life.IsCreation))
        {
            var maps = PayloadShapes.MapFields(run.Consumer.Schemas, name);
            var delivery = run.Deliveries.Valid(name, change: data => maps.Aggregate(data, (changed, field) => changed.With(field, map)));
            if (maps.Count > 0 && run.Consumer.Schemas.Validate(delivery.Body).Count == 0)
                yield return delivery with { Note = "valid and signed, with objects under __proto__ and constructor in its map" };
        }
    }

    /// <summary>What was lent once is lent to all that come, until the process ends: a restart keeps it from other clauses.</summary>
    private static async Task<ClauseFinding> CleanedAsync(ClauseRun run, ClauseFinding finding, CancellationToken cancellationToken)
    {
        if (run.Consumer.Restart is not null)
            await run.Switches.RestartAsync(cancellationToken).ConfigureAwait(false);
        return finding;
    }
}
