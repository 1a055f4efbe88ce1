using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Shapes that PHP gives to JSON.</summary>
internal static class PhpClauses
{
    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "PHP-01",
            Title = "accepts [] for an empty map",
            Why = "PHP cannot tell an empty map from an empty list and writes both as []; a consumer that insists on an object loses every entity without metadata.",
            Source = "PHP's json_encode; the REST reference shows custom_fields as [] for a partner and {} for a customer.",
            Remedy = "Read an empty list as an empty map.",
            Check = CheckEmptyMapsAsync,
        },
        new()
        {
            Id = "PHP-02",
            Title = "accepts whole amounts without a fraction",
            Why = "PHP writes 20.0 as 20; a consumer that wants a fraction, or takes the first amount that it saw for the type, refuses round prices.",
            Source = "PHP's json_encode.",
            Remedy = "Read amounts as decimal numbers, whatever their text looks like.",
            Check = (run, cancellationToken) => CheckAmountsAsync(run, [20.0, 1250.0], isRequired: false, cancellationToken),
        },
        new()
        {
            Id = "PHP-03",
            Title = "reads escapes and surrogate pairs as the text they stand for",
            Why = "A consumer that takes values out of the raw text stores O\\u2019Brien, loses what stands after a quote, and finds no entity with a slash in its id.",
            Source = "PHP's json_encode writes / as \\/, and every character beyond ASCII as \\uXXXX, astral ones as a surrogate pair.",
            Remedy = "Parse the body with a JSON parser, hand what it says to no format, and store texts in a column that holds all of Unicode.",
            Needs = [Capability.Effects],
            Check = CheckTextAsync,
        },
        new()
        {
            Id = "PHP-04",
            Title = "keeps amounts to the cent",
            Why = "A consumer that cuts 19.99 * 100 off to 1998 loses a cent of many payments.",
            Source = "PHP's floats: 19.99 * 0.3 arrives as 5.996999999999999.",
            Remedy = "Read amounts as decimal, and round once where you convert to cents.",
            Needs = [Capability.Effects],
            Check = (run, cancellationToken) => CheckAmountsAsync(run, [99.99, 19.99, 19.99 * 0.3, 1.15, 4.35, 0.07], isRequired: true, cancellationToken),
        },
        new()
        {
            Id = "PHP-05",
            Title = "accepts odd names in a map",
            Why = "Metadata is named by programs and their users: an empty name, a number, or the name of a member of some language's objects.",
            Source = "PHP's arrays take any string for a key.",
            Remedy = "Read the map into a dictionary, and keep it whole, as JSON.",
            Check = CheckOddNamesAsync,
        },
        new()
        {
            Id = "PHP-06",
            Title = "accepts amounts with an exponent, and -0",
            IsAdvice = true,
            Why = "PHP writes 0.00001 as 1.0e-5, and the rest of a refund as -0.",
            Source = "PHP's json_encode.",
            Remedy = "Use a parser that knows all of JSON's number grammar.",
            Check = (run, cancellationToken) => CheckAmountsAsync(run, [0.00001, -0.0], isRequired: false, cancellationToken),
        },
    ];

    private static async Task<ClauseFinding> CheckEmptyMapsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Accepted)
        {
            foreach (var field in PayloadShapes.MapFields(run.Consumer.Schemas, name))
            {
                var delivery = creations.Valid(name, data => data.With(field, PhpArray.Empty));
                deliveries.Add(delivery with { Note = $"valid and signed, with [] for an empty {field}" });
            }
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Count == 0
            ? ClauseFinding.NotExercised("No event that the consumer accepts carries a map.")
            : await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends amounts; where the consumer records them, compares them by value.</summary>
    private static async Task<ClauseFinding> CheckAmountsAsync(ClauseRun run, double[] amounts, bool isRequired, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in isRequired ? run.SomeEffective : run.SomeAccepted)
        {
            foreach (var field in PayloadShapes.MoneyFields(run.Consumer.Schemas, name))
            {
                foreach (var amount in amounts)
                {
                    var delivery = creations.Valid(name, data => data.With(field, amount));
                    deliveries.Add(delivery with { Note = $"valid and signed, with {field} {PhpJson.Text(amount)}" });
                }
            }
        }

        if (deliveries.Count == 0)
            return ClauseFinding.NotExercised("No event that the consumer handles carries an amount.");
        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        var finding = await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
        if (finding.Kind != FindingKind.Kept)
            return finding;
        var compared = await RecordedFields.CompareAsync(
            run,
            deliveries,
            name => [.. PayloadShapes.MoneyFields(run.Consumer.Schemas, name)],
            (name, data) => PayloadShapes.MoneyFields(run.Consumer.Schemas, name).Where(field => data[field] is not null).Aggregate(data, (plain, field) => plain.With(field, UsualAmount)),
            cancellationToken).ConfigureAwait(false);
        return compared.Kind == FindingKind.NotExercised && !isRequired ? ClauseFinding.Kept : compared;
    }

    private const double UsualAmount = 12.34;

    private static async Task<ClauseFinding> CheckTextAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var schemas = run.Consumer.Schemas;
        var texts = new[] { "O\u2019Brien \"Q\" & Söhne <b>", "C:\\new\\table / 50%", "日本太郎 😀👩\u200d👩\u200d👧", "\\u00e9" };
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.SomeEffective)
        {
            var identity = schemas.Events.Contains(name) ? PayloadShapes.IdentityOf(schemas.Of(name).Fields) : null;
            var names = PayloadShapes.FieldsOf(schemas, name, FieldRole.PersonName);
            foreach (var text in texts)
            {
                // A key is of the consumer's own making, and holds what its order numbers hold.
                var id = run.Deliveries.NewId(name);
                var key = $"{id}/№{text}";
                var isKeyed = identity is { Role: FieldRole.Key } && SchemaEvaluator.IsValid(identity.Schema, key);
                if (!isKeyed && names.Count == 0)
                    continue;
                var delivery = run.Deliveries.Valid(name, creations.Of(name, isKeyed ? key : id), data => WithNames(data, names, at => text + new string('!', at)));
                deliveries.Add(delivery with { Note = $"valid and signed, with {text} in its {(isKeyed ? "key" : "name")}" });
            }
        }

        if (deliveries.Count == 0)
            return ClauseFinding.NotExercised("No event that has an effect on the consumer holds a name or a key of the consumer's own.");
        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        var finding = await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
        return finding.Kind == FindingKind.Kept
            ? await RecordedFields.CompareAsync(
                run,
                deliveries,
                name => TextFields(schemas, name),
                (name, data) => WithNames(data, PayloadShapes.FieldsOf(schemas, name, FieldRole.PersonName), at => at == 0 ? "John" : "Smith"),
                cancellationToken).ConfigureAwait(false)
            : finding;
    }

    /// <summary>The fields that such a text stands in. An id of another origin holds none, and shows nothing.</summary>
    private static string[] TextFields(WebhookSchemas schemas, string name) =>
    [
        .. PayloadShapes.FieldsOf(schemas, name, FieldRole.PersonName).Select(field => field.Name),
        .. schemas.Events.Contains(name) && PayloadShapes.IdentityOf(schemas.Of(name).Fields) is { Role: FieldRole.Key } key ? [key.Name] : Array.Empty<string>(),
    ];

    private static PhpArray WithNames(PhpArray data, IReadOnlyList<PayloadField> names, Func<int, string> text) =>
        names.Index().Where(field => data[field.Item.Name] is not null).Aggregate(data, (changed, field) => changed.With(field.Item.Name, text(field.Index)));

    private static async Task<ClauseFinding> CheckOddNamesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var odd = PhpArray.Map(("", "empty"), ("10", "ten"), ("__proto__", "p"), ("constructor", "c"), ("a.b", "dot"), ("größe/№", "s"), ("$type", "System.String"));
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Accepted)
        {
            foreach (var field in PayloadShapes.MapFields(run.Consumer.Schemas, name))
            {
                var delivery = creations.Valid(name, data => data.With(field, odd));
                deliveries.Add(delivery with { Note = $"valid and signed, with odd names in {field}" });
            }
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Count == 0
            ? ClauseFinding.NotExercised("No event that the consumer accepts carries a map.")
            : await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }
}
