using System.Text.Json;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>
/// That each item of a list is recorded, such as the rewards of a transaction. What a consumer records of an item, it shows for a list of one;
/// a list of two has that item and another that differs in its amount.
/// </summary>
internal sealed class RecordedLists(ClauseRun run, CancellationToken cancellationToken)
{
    private const double Amount = 29.25;
    private const double OtherAmount = 7.5;
    private const ulong MostTries = 16;

    /// <returns>Null where each list is recorded as it came, or in no way that can be compared.</returns>
    public async Task<ClauseFinding?> FindAsync()
    {
        foreach (var name in run.SomeEffective.Where(run.Consumer.Schemas.Events.Contains))
        {
            foreach (var (field, item) in ListsOf(run.Consumer.Schemas.Of(name)))
            {
                if (TwoOf(name, field, item) is { } items && await FindAsync(name, field, items).ConfigureAwait(false) is { } finding)
                    return finding;
            }
        }

        return null;
    }

    private async Task<ClauseFinding?> FindAsync(string name, string field, PhpArray[] items)
    {
        var creations = new Creations(run);
        WebhookDelivery Make(PhpArray[] some) => run.Deliveries.Valid(name, creations.NewId(name), data => data.With(field, PhpArray.List(some)), shape: SourceShape.Rest) with { Note = $"valid and signed, with {some.Length} of {field}" };
        WebhookDelivery[] sent = [Make(items[..1]), Make(items)];
        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        var answers = await run.SendAllAsync(sent, cancellationToken).ConfigureAwait(false);

        // What is refused, or lost, other clauses find.
        if (answers.Any(answer => !answer.IsAccepted) || (await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false)).Count > 0)
            return null;
        var effects = (await run.Effects.FindAllAsync(sent, cancellationToken).ConfigureAwait(false)).Select(one => one.Effects[0]).ToList();
        if (Recorded(effects[0], field) is not [var only])
            return null;
        var mappings = new RecordedMappings();
        mappings.Learn(items[0], only);
        if (mappings.Fields.Count == 0)
            return null;
        var recorded = Recorded(effects[1], field);

        // Rows of a table come in any order.
        return recorded is [var first, var second] && (IsSame(first, second) || IsSame(second, first))
            ? null
            : ClauseFinding.Broken(sent[1], $"{field} {PhpJson.Text(PhpArray.List([.. items.Select(Compared)]))}", effects[1].Fields.TryGetValue(field, out var actual) && actual is not null ? $"{field} {RecordedValue.Show(actual)}" : $"no {field}");

        PhpArray Compared(PhpArray item) => PhpArray.Map(mappings.Fields.Where(name => item[name] is not null).Select(name => (name, item[name]!)));

        bool IsSame(WebhookEffect one, WebhookEffect other) => mappings.Compare(items[0], one) is null && mappings.Compare(items[1], other) is null;
    }

    /// <summary>The lists of objects with an amount that an event may have, each with the fields of these.</summary>
    private static IEnumerable<(string Field, IReadOnlyList<PayloadField> Item)> ListsOf(WebhookSchema schema) =>
        from field in schema.Fields
        let item = field.Schema.Target().Items?.Target()
        where item is not null
        let fields = PayloadShapes.Fields(item)
        where fields.Any(inner => inner.Role == FieldRole.Money)
        select (field.Name, fields);

    /// <summary>Two items as they are drawn for a usual payload, with those fields alone that have a role; null where none is drawn.</summary>
    private PhpArray[]? TwoOf(string name, string list, IReadOnlyList<PayloadField> fields)
    {
        for (ulong values = 0; values < MostTries; values++)
        {
            if (run.Deliveries.Valid(name, values: values, shape: SourceShape.Rest).Data[list] is PhpArray { IsList: true } drawn && drawn.Select(entry => entry.Value).OfType<PhpArray>().FirstOrDefault() is { } item)
                return [Make(item, Amount), Make(item, OtherAmount)];
        }

        return null;

        // The rewards of a transaction share its key, and an id is of one alone.
        PhpArray Make(PhpArray item, double amount) => PhpArray.Map(fields.Where(field => field.Role != FieldRole.None && item[field.Name] is { } and not PhpNull).Select(field => (field.Name, field.Role switch
        {
            FieldRole.Money => amount,
            FieldRole.Identity => run.Deliveries.NewId(name),
            _ => item[field.Name]!,
        })));
    }

    /// <summary>The items of a list that an effect holds under a name, each as if it were an effect; null where it holds no such list.</summary>
    private static IReadOnlyList<WebhookEffect>? Recorded(WebhookEffect effect, string field)
    {
        if (!effect.Fields.TryGetValue(field, out var value) || value is null)
            return null;
        var json = value as JsonElement? ?? JsonSerializer.SerializeToElement(value);
        return json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            ? [.. json.EnumerateArray().Select(item => new WebhookEffect { Fields = item.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value.Clone()) })]
            : null;
    }
}
