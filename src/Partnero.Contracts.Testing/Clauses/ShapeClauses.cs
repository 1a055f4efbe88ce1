using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Shapes that a valid body may take: fields that are absent or null, in any order, in any size.</summary>
internal static class ShapeClauses
{
    /// <summary>More bytes than the guide's own Express handler takes.</summary>
    private const int BeyondExpress = 101_000;

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "BODY-05",
            Title = "accepts optional fields that are absent or null",
            Why = "A consumer that insists on a field that is often there refuses the entity that lacks it.",
            Source = "The guide's examples differ in their fields, and the REST reference shows surname: null.",
            Remedy = "Make optional properties and their columns nullable, and check them before use.",
            Check = CheckOptionalAsync,
        },
        new()
        {
            Id = "BODY-06",
            Title = "accepts fields in any order",
            Why = "The order of PHP's array is an accident of the sender's code, and changes with it.",
            Source = "RFC 8259, section 4: the names of an object have no order.",
            Remedy = "Look fields up by name, with a JSON parser.",
            Check = CheckOrderAsync,
        },
        new()
        {
            Id = "BODY-07",
            Title = "accepts a body of 20 kB",
            Why = "Metadata is of the program's own making, and grows.",
            Source = "The guide names no limit; the body limit of its own Express handler is 100 kB.",
            Remedy = "Raise the body limit of the layer that refuses: the server, the reverse proxy or a database column.",
            Check = (run, cancellationToken) => CheckSizeAsync(run, 20_000, cancellationToken),
        },
        new()
        {
            Id = "BODY-08",
            Title = "accepts a body of 101 kB",
            GoesAlone = true,
            MayGoBeside = true,
            IsAdvice = true,
            Why = "A body over the consumer's limit is refused at every retry, and lost.",
            Source = "The guide names no limit; its own Express handler stops at 100 kB.",
            Remedy = "Set the body limit yourself, to 1 MiB, in the server and in each proxy before it.",
            Check = (run, cancellationToken) => CheckSizeAsync(run, BeyondExpress, cancellationToken),
        },
        new()
        {
            Id = "BODY-18",
            Title = "loses no body of 101 kB that it acknowledges",
            GoesAlone = true,
            MayGoBeside = true,
            Why = "A consumer that cuts a body off at its limit, or drops it, and answers 200 all the same is not sent it again.",
            Source = "The outgoing-webhooks guide: whatever is answered with a 2xx is not sent again.",
            Remedy = "Answer 413 to what is too large, or take it whole: a 2xx only once it is stored.",
            Needs = [Capability.Effects],
            Check = CheckLargeLossAsync,
        },
        new()
        {
            Id = "BODY-09",
            Title = "accepts a reference as a bare id",
            Why = "A consumer that insists on an object refuses every transaction of a program that sends strings.",
            Source = "The guide shows partner and customer as objects; the sender's n8n node and the REST reference say that they are ids, strings.",
            Remedy = "Read a reference from an object and from a bare id into one type.",
            Check = CheckReferencesAsync,
        },
        new()
        {
            Id = "BODY-12",
            Title = "accepts the shape of the REST reference",
            Why = "Which of its two shapes the sender puts into a webhook is open; a consumer that knows one alone may lose every event.",
            Source = "The guide and the REST reference show the same entities with other fields: amount_units for currency, rewards for reward, bare ids for objects.",
            Remedy = "Make every field but the identity optional, and read both spellings of money and of references.",
            Check = CheckRestShapeAsync,
        },
        new()
        {
            Id = "BODY-13",
            Title = "accepts a status that nobody knows",
            IsAdvice = true,
            Why = "The sources name different statuses, so none of them names all; a consumer that insists on a list refuses the entity that has the next one.",
            Source = "The guide shows approved and pending for a partner, the REST reference active, pending, archived and deleted.",
            Remedy = "Keep a status that you do not know as its text, and treat it as none of those that you do.",
            Check = CheckOpenSetsAsync,
        },
        new()
        {
            Id = "BODY-14",
            Title = "accepts an id that is a whole number",
            IsAdvice = true,
            Why = "The REST reference shows numbers for the ids of leads and of rewards; a consumer that insists on texts refuses them all.",
            Source = "The guide shows texts for ids, the REST reference numbers for those of leads and newsletter rewards.",
            Remedy = "Read an id from a text or a whole number into a text.",
            Check = CheckNumericIdsAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckOptionalAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var (name, at, events) in run.Baseline.Accepted.GroupBy(run.Consumer.Sender.Events.Family).SelectMany(family => family.Select((name, at) => (name, at, family.Count()))))
        {
            Add(name, "with all optional fields", OptionalFields.All, data => data);
            Add(name, "without any optional field", OptionalFields.None, data => data);
            foreach (var (index, (field, isNullable)) in PayloadShapes.OptionalFields(run.Consumer.Schemas, name).Index())
            {
                // Of a consumer that takes long, each field with one event of its kind of entity.
                if (run.Share < 1 && (index + at) % events != 0)
                    continue;
                Add(name, $"without {field}", OptionalFields.All, data => data.Without(field));
                if (isNullable)
                    Add(name, $"with null for {field}", OptionalFields.All, data => data.With(field, PhpValue.Null));
            }
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);

        void Add(string name, string what, OptionalFields optional, Func<PhpArray, PhpArray> change)
        {
            deliveries.Add(run.Deliveries.Valid(name, creations.NewId(name), change, optional: optional) with { Note = $"valid and signed, {what}" });
        }
    }

    private static async Task<ClauseFinding> CheckOrderAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Accepted)
        {
            var delivery = creations.Valid(name, Reverse, Reverse);
            deliveries.Add(delivery with { Note = "valid and signed, with its fields in the opposite order" });
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckReferencesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Accepted)
        {
            var references = PayloadShapes.FieldsOf(run.Consumer.Schemas, name, FieldRole.Reference);
            var delivery = creations.Valid(name, data => WithBareIds(data, references));
            if (references.Any(field => field.IsObjectOrId && delivery.Data[field.Name] is not null))
                deliveries.Add(delivery with { Note = "valid and signed, with bare ids for references" });
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Count == 0
            ? ClauseFinding.NotExercised("No event that the consumer accepts refers to another entity.")
            : await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckRestShapeAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Accepted.Where(name => run.Consumer.Schemas.Events.Contains(name) && run.Consumer.Schemas.Of(name).HasShapes))
        {
            var id = PayloadShapes.IdentityTypes(run.Consumer.Schemas, name).Seen.HasFlag(JsonTypes.Integer) ? run.Deliveries.NewNumber() : run.Deliveries.NewId(name);
            deliveries.Add(run.Deliveries.Valid(name, creations.Of(name, id), shape: SourceShape.Rest) with { Note = "valid and signed, as the REST reference shows it" });
            if (await PrepareKeyAloneAsync(run, name, cancellationToken).ConfigureAwait(false) is { } keyed)
                deliveries.Add(keyed);
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Count == 0
            ? ClauseFinding.NotExercised("The sources show no event that the consumer accepts in two shapes.")
            : await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A delivery whose payload has no id and is known by its key alone, as the REST reference shows the reward of a transaction; null where the event has no such shape.</summary>
    private static async Task<WebhookDelivery?> PrepareKeyAloneAsync(ClauseRun run, string name, CancellationToken cancellationToken)
    {
        var schema = run.Consumer.Schemas.Of(name);
        if (PayloadShapes.KeyInPlaceOfId(schema) is not { } key)
            return null;

        // Of another entity, which exists: the transaction that a reward comes from.
        var owner = run.Baseline.Accepted.FirstOrDefault(other => run.Consumer.Schemas.Life.IsCreation(other) && run.Consumer.Sender.Events.Family(other) == key.RefersTo);
        var id = run.Deliveries.NewId(owner ?? name);
        if (owner is not null)
            await run.SendAsync(run.Deliveries.Valid(owner, id), cancellationToken).ConfigureAwait(false);
        return run.Deliveries.Valid(name, id, data => data.Without(schema.IdentityNames[0]).With(key.Name, id), shape: SourceShape.Rest)
            with
        { Note = "valid and signed, as the REST reference shows it, with a key and no id" };
    }

    private static async Task<ClauseFinding> CheckNumericIdsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Accepted.Where(name => PayloadShapes.IdentityTypes(run.Consumer.Schemas, name).Allowed.HasFlag(JsonTypes.Integer)))
        {
            var id = run.Deliveries.NewNumber();
            deliveries.Add(run.Deliveries.Valid(name, creations.Of(name, id)) with { Note = "valid and signed, with a whole number for its id" });
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Count == 0
            ? ClauseFinding.NotExercised("No event that the consumer accepts may have a whole number for its id.")
            : await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckOpenSetsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        const string unheard = "on_review_by_partner_team";
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.Baseline.Accepted)
        {
            var sets = PayloadShapes.OpenSets(run.Consumer.Schemas, name);
            var delivery = creations.Valid(name, data => sets.Aggregate(data, (changed, field) => data[field] is null ? changed : changed.With(field, unheard)));
            if (sets.Any(field => delivery.Data[field] is PhpString))
                deliveries.Add(delivery with { Note = $"valid and signed, with the {string.Join(" and the ", sets)} {unheard}" });
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Count == 0
            ? ClauseFinding.NotExercised("No event that the consumer accepts has a field of which only some values are known.")
            : await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    private static PhpArray WithBareIds(PhpArray data, IReadOnlyList<PayloadField> references) => references.Where(field => field.IsObjectOrId)
        .Aggregate(data, (changed, field) => data[field.Name] is PhpArray reference && reference[field.Identity] is { } id ? changed.With(field.Name, id) : changed);

    private static PhpArray Reverse(PhpArray array) => new(array.Reverse());

    private static async Task<ClauseFinding> CheckSizeAsync(ClauseRun run, int bytes, CancellationToken cancellationToken)
    {
        var name = run.Baseline.Effective.Concat(run.Baseline.Accepted).FirstOrDefault(name => CanGrow(run, name));
        return name is null
            ? ClauseFinding.NotExercised("No event that the consumer accepts carries a map that could grow.")
            : await ValidVariants.CheckAsync(run, [await LargeAsync(run, name, bytes, cancellationToken).ConfigureAwait(false)], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ClauseFinding> CheckLargeLossAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        if (run.Baseline.Effective.FirstOrDefault(name => CanGrow(run, name)) is not { } name)
            return ClauseFinding.NotExercised("No event with effects carries a map that could grow.");
        var delivery = await LargeAsync(run, name, BeyondExpress, cancellationToken).ConfigureAwait(false);
        var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);

        // Whether it should have been taken, BODY-08 says.
        return answer.IsAccepted
            ? await ValidVariants.ExpectEffectsAsync(run, [delivery], cancellationToken).ConfigureAwait(false)
            : ClauseFinding.KeptWith($"It is refused: {answer}.");
    }

    private static bool CanGrow(ClauseRun run, string name) => PayloadShapes.MapFields(run.Consumer.Schemas, name).Count > 0;

    private static async Task<WebhookDelivery> LargeAsync(ClauseRun run, string name, int bytes, CancellationToken cancellationToken)
    {
        var notes = PhpArray.Map(Enumerable.Range(1, bytes / 100).Select(i => ($"note_{i}", (PhpValue)new string('x', 90))));
        var delivery = await run.PrepareAsync(name, cancellationToken, data => data.With(PayloadShapes.MapFields(run.Consumer.Schemas, name)[0], notes)).ConfigureAwait(false);
        return delivery with { Note = $"valid and signed, of {delivery.Body.Length} bytes" };
    }
}
