using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That what is recorded is what came.</summary>
internal static class RecordingClauses
{
    private const int DrawnOfEach = 6;
    private const int Together = 20;
    private const int Rounds = 3;

    private static readonly string[] PlainNames = ["John", "Smith", "Paul"];

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "EFFECT-03",
            Title = "records each field as it came",
            Why = "A reward that is recorded in another currency, another amount or under another name is paid wrongly, and no error shows it.",
            Source = "The schemas; the outgoing-webhooks guide: data holds the entity as it is after the event.",
            Remedy = "Read each field by its own name and type and hand it on as it is; what you change on purpose, show under a name of your own, or excuse this clause by WebhookConsumer.Waived.",
            Needs = [Capability.Effects],
            Check = CheckFieldsAsync,
        },
        new()
        {
            Id = "EFFECT-04",
            Title = "keeps deliveries apart that come at the same moment",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A consumer that keeps what it reads in a field of a singleton pays one partner's reward to another when two come together.",
            Source = "Deliveries are sent side by side: a payout approves a hundred rewards in a second.",
            Remedy = "Keep nothing of a request in static or singleton state, and give no buffer back before its last reader is done.",
            Needs = [Capability.Effects],
            Check = CheckTogetherAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckFieldsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var mappings = await LearnAsync(run, cancellationToken).ConfigureAwait(false);
        if (mappings.Values.All(mapping => mapping.Fields.Count == 0))
            return Unseen();

        var sent = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in mappings.Keys)
        {
            for (var i = 0; i < run.ShareOf(DrawnOfEach); i++)
            {
                var id = creations.Of(name, run.Deliveries.NewId(name, FixtureProfile.Realistic));
                sent.Add(run.Deliveries.Drawn(name, id, FixtureProfile.Realistic, run.Deliveries.NextChoices()) with { Note = "valid and signed, drawn from its schema" });
            }

            foreach (var (what, change) in run.SomeEffective.Contains(name) ? TellingValues(run, name) : [])
                sent.Add(run.Deliveries.Valid(name, creations.NewId(name), change) with { Note = $"valid and signed, with {what}" });
            if (OtherCurrency(run.Consumer.Schemas, name) is var (currency, other) && run.Consumer.Schemas.Life.IsCreation(name))
            {
                var delivery = run.Deliveries.Valid(name, creations.NewId(name), data => data.Without(currency).With(other, "PLN")) with { Note = $"valid and signed, without {currency} and with {other} PLN, as the REST reference shows it" };
                mappings[name].MeansTheSame[delivery.EntityId] = (currency, "PLN");
                if (run.Consumer.Schemas.Validate(delivery.Body).Count == 0)
                    sent.Add(delivery);
            }
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);

        // What is refused, or lost, other clauses find: this one compares what was recorded.
        var answers = await run.SendAllAsync(sent, cancellationToken).ConfigureAwait(false);
        var recorded = sent.Zip(answers).Where(one => one.Second.IsAccepted).Select(one => one.First).ToList();
        var missing = await run.Effects.WaitForAsync(recorded, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        var finding = await CompareAsync(run, mappings, [.. recorded.Except(missing)], cancellationToken).ConfigureAwait(false);
        return finding.Kind == FindingKind.Broken ? finding : await new RecordedLists(run, cancellationToken).FindAsync().ConfigureAwait(false) ?? finding;
    }

    private static async Task<ClauseFinding> CheckTogetherAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var mappings = await LearnAsync(run, cancellationToken).ConfigureAwait(false);
        if (mappings.Values.All(mapping => mapping.Fields.Count == 0))
            return Unseen();
        var names = mappings.Where(mapping => mapping.Value.Fields.Count > 0).Select(mapping => mapping.Key).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var finding = await CheckRoundAsync(run, mappings, names, cancellationToken).ConfigureAwait(false);
            if (finding.Kind != FindingKind.Kept)
                return finding;
        }

        return ClauseFinding.Kept;
    }

    private static async Task<ClauseFinding> CheckRoundAsync(ClauseRun run, Dictionary<string, RecordedMappings> mappings, List<string> names, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        var creations = new Creations(run);
        for (ulong i = 0; i < Together; i++)
        {
            var name = names[(int)i % names.Count];
            sent.Add(run.Deliveries.Valid(name, creations.NewId(name), values: i + 1) with { Note = $"valid and signed, one of {Together} distinct deliveries at once" });
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        var answers = await run.SendTogetherAsync(sent, cancellationToken).ConfigureAwait(false);
        foreach (var (delivery, answer) in sent.Zip(answers))
        {
            if (!answer.IsAccepted && !(await run.RetryAsync(delivery, cancellationToken).ConfigureAwait(false)).IsAccepted)
                return ClauseFinding.Broken(delivery, "a 2xx, at the latest at a retry", answer);
        }

        var finding = await CompareAsync(run, mappings, sent, cancellationToken).ConfigureAwait(false);
        if (finding is not { Kind: FindingKind.Broken, Delivery: { } wrong })
            return finding;

        // What is recorded wrongly of a delivery that comes alone has nothing to do with others.
        var values = (ulong)sent.FindIndex(delivery => delivery.EntityId == wrong.EntityId) + 1;
        var other = run.Deliveries.NewId(wrong.Event);
        await run.CreateAsync(wrong.Event, other, cancellationToken).ConfigureAwait(false);
        var alone = run.Deliveries.Valid(wrong.Event, other, values: values);
        return (await SendAndCompareAsync(run, mappings, [alone], cancellationToken).ConfigureAwait(false)).Kind == FindingKind.Broken ? ClauseFinding.Kept : finding;
    }

    private static ClauseFinding Unseen() =>
        ClauseFinding.NotExercised("No effect that the consumer recorded holds a field of its payload. Have WebhookConsumer.Effects answer objects with the payload's own fields.");

    /// <summary>What the consumer records of plain values, by event.</summary>
    internal static async Task<Dictionary<string, RecordedMappings>> LearnAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var plain = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Effective)
        {
            for (var i = 0; i < 2; i++)
            {
                var at = i;
                plain.Add(creations.Valid(name, data => Plain(run, name, data, at)));
            }
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        await run.SendUsualAsync(plain, cancellationToken).ConfigureAwait(false);
        await run.Effects.WaitForAsync(plain, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        var mappings = run.Baseline.Effective.ToDictionary(name => name, _ => new RecordedMappings());
        foreach (var (delivery, effects) in await run.Effects.FindAllAsync(plain, cancellationToken).ConfigureAwait(false))
        {
            foreach (var effect in effects)
                mappings[delivery.Event].Learn(delivery.Data, effect);
        }

        return mappings;
    }

    /// <summary>A payload in which every value is what a program usually holds: two of them, so that a value that is always the same is like one of them alone.</summary>
    private static PhpArray Plain(ClauseRun run, string name, PhpArray data, int at)
    {
        var schemas = run.Consumer.Schemas;
        if (!schemas.Events.Contains(name))
            return data;
        var names = 0;
        foreach (var field in schemas.Of(name).Fields.Where(field => data[field.Name] is not null))
        {
            PhpValue? value = field.Role switch
            {
                FieldRole.PersonName => PlainNames[(names++ + at) % PlainNames.Length],
                FieldRole.Money => at == 0 ? 99.25 : 12.5,
                FieldRole.Code when field.Schema.Examples.Count > 1 => field.Schema.Examples[at % field.Schema.Examples.Count],
                // In both cases of letters, so that a consumer that writes addresses in one is known to.
                _ when field.Schema.Target().Format == "email" => $"John.Smith{run.Deliveries.NewNumber(asText: true)}@Example.com",
                _ => null,
            };
            var changed = value is null ? data : data.With(field.Name, value);
            if (SchemaEvaluator.IsValid(schemas.Of(name).Data, changed))
                data = changed;
        }

        return data;
    }

    /// <summary>Values that consumers are known to change, each in a payload that is otherwise usual.</summary>
    private static IEnumerable<(string What, Func<PhpArray, PhpArray> Change)> TellingValues(ClauseRun run, string name)
    {
        var schemas = run.Consumer.Schemas;
        if (!schemas.Events.Contains(name))
            yield break;
        var fields = schemas.Of(name).Fields;
        var money = fields.FirstOrDefault(field => field.Role == FieldRole.Money && field.Schema.IsUsual);
        var currency = fields.FirstOrDefault(field => field.Role == FieldRole.Code && field.Schema.IsUsual && field.Schema.Examples.Contains("USD"));
        var values = new List<(string, Func<PhpArray, PhpArray>)>();
        if (money is not null)
        {
            values.Add(($"{money.Name} 25000000.5, above 2^31 cents", data => data.With(money.Name, 25_000_000.5)));
            values.Add(($"{money.Name} 0", data => data.With(money.Name, 0L)));
            if (currency is not null)
            {
                // Of yen there are no cents, of dinars thousands.
                values.Add(($"{money.Name} 1250 and {currency.Name} JPY", data => data.With(money.Name, 1250L).With(currency.Name, "JPY")));
                values.Add(($"{money.Name} 12.341 and {currency.Name} KWD", data => data.With(money.Name, 12.341).With(currency.Name, "KWD")));
            }
        }

        foreach (var person in fields.Where(field => field.Role == FieldRole.PersonName && field.Schema.IsUsual))
        {
            foreach (var text in new[] { "{0} %s 100%", "\u0130stanbul \u0131I i", new string('n', 99) + "\ud83d\ude00 end", "null" })
                values.Add(($"the {person.Name} {text}", data => data.With(person.Name, text)));
        }

        foreach (var email in fields.Where(field => field.Schema.Target().Format == "email" && field.Schema.IsUsual))
        {
            var address = $"Info+I.Tag{run.Deliveries.NewNumber(asText: true)}@example.com";
            values.Add(($"the {email.Name} {address}", data => data.With(email.Name, address)));
        }

        foreach (var reference in fields.Where(field => field.Role == FieldRole.Reference && field.IsObjectOrId && field.Schema.IsUsual))
            values.Add(($"{reference.Name} as a bare id", data => RecordedMappings.IdOf(data[reference.Name]) is { } id ? data.With(reference.Name, id) : data));
        foreach (var map in fields.Where(field => field.Role == FieldRole.Map && field.Schema.IsUsual))
            values.Add(($"names in {map.Name} that differ in case only", data => data.With(map.Name, PhpArray.Map(("Plan", "a"), ("plan", "b")))));

        foreach (var (what, change) in values)
            yield return (what, data => change(data) is var changed && SchemaEvaluator.IsValid(schemas.Of(name).Data, changed) ? changed : data);
    }

    /// <summary>The currency of an amount, and the field that the sender's other shape has for it; null where the event has not both.</summary>
    private static (string Usual, string Other)? OtherCurrency(WebhookSchemas schemas, string name)
    {
        if (!schemas.Events.Contains(name))
            return null;
        var currencies = schemas.Of(name).Fields.Where(field => field.Role == FieldRole.Code && field.Schema.Examples.Contains("USD")).ToList();
        return currencies.Find(field => field.Schema.IsUsual) is { } usual && currencies.Find(field => !field.Schema.IsUsual) is { } other ? (usual.Name, other.Name) : null;
    }

    private static async Task<ClauseFinding> SendAndCompareAsync(
        ClauseRun run, Dictionary<string, RecordedMappings> mappings, IReadOnlyList<WebhookDelivery> sent, CancellationToken cancellationToken)
    {
        return await ValidVariants.SendAsync(run, cancellationToken, [.. sent]).ConfigureAwait(false)
            ?? await CompareAsync(run, mappings, sent, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CompareAsync(
        ClauseRun run, Dictionary<string, RecordedMappings> mappings, IReadOnlyList<WebhookDelivery> sent, CancellationToken cancellationToken)
    {
        var missing = await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        if (missing.Count > 0)
            return await run.Blame.OfLossAsync(missing[0], cancellationToken).ConfigureAwait(false);
        foreach (var (delivery, effects) in await run.Effects.FindAllAsync(sent, cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<string> references = [.. PayloadShapes.FieldsOf(run.Consumer.Schemas, delivery.Event, FieldRole.Reference).Select(field => field.Name)];
            foreach (var effect in effects)
            {
                if (RecordedMappings.FindTaken(references, delivery.Data, effect) is var (own, other))
                    return ClauseFinding.Broken(delivery, own, other);
                if (mappings[delivery.Event].Compare(delivery, effect) is var (_, expected, actual))
                    return ClauseFinding.Broken(delivery, expected, actual);
            }
        }

        return ClauseFinding.KeptWith($"Compared: {string.Join("; ", mappings.Where(mapping => mapping.Value.Fields.Count > 0).Select(mapping => $"{mapping.Key}: {string.Join(", ", mapping.Value.Fields)}"))}.");
    }
}
