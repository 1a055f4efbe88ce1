using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Proposals;

/// <summary>What of a delivery does not fit a schema.</summary>
/// <param name="Pointer">Where.</param>
/// <param name="What">What is wrong there, in a sentence.</param>
/// <param name="Deviation">The deviation; null where the payload cannot be read for it.</param>
internal sealed record SchemaMisfit(string Pointer, string What, PayloadDeviation? Deviation);

/// <summary>A schema of an event that takes deliveries as they came.</summary>
/// <remarks>
/// It allows what the schema allowed before. Where it also names fields that the schema did not, they have a type now, and could have had any
/// before: another type there is a deviation, and never makes a payload unreadable, for a field that is added is neither required nor of a strict role.
/// </remarks>
/// <param name="Event">The name of the event.</param>
/// <param name="Text">The schema as a file.</param>
/// <param name="Changes">What is different.</param>
/// <param name="Later">What comes to light of the deliveries only once what is wrong at first is taken.</param>
internal sealed record SchemaProposal(string Event, string Text, IReadOnlyList<SchemaChange> Changes, IReadOnlyList<SchemaMisfit> Later)
{
    /// <summary>A place, and all that hold it: deeper payloads are not described.</summary>
    private const int MaxAttempts = 64;

    private static readonly string Data = "/" + PartneroFacts.Sheet.Envelope.Data;

    /// <summary>Looks for the smallest changes with which an event's deliveries are read without a deviation.</summary>
    /// <param name="schemas">The schemas that there are.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="bodies">Deliveries of it, with whole envelopes.</param>
    /// <param name="namesFields">Whether fields that a schema of the event does not name are to be named, too. Of an event without a schema, all are.</param>
    /// <returns>Null where nothing needs to change, and where no file can be named after the event.</returns>
    public static SchemaProposal? Of(WebhookSchemas schemas, string eventName, IReadOnlyList<ReadOnlyMemory<byte>> bodies, bool namesFields)
    {
        if (!SchemaFileName.CanBeFileOf(eventName))
            return null;
        var draft = new SchemaDraft(schemas, eventName, bodies.Select(DeliveryReading.PayloadOf));
        var isNew = !schemas.Events.Contains(eventName);
        var current = isNew ? schemas.With(eventName, draft.ToText()) : schemas;
        var before = Unsupported(current, eventName);
        var changes = new SchemaChanges();
        var attempts = new Dictionary<(string Place, JsonTypes? Type), int>();
        var (seen, later) = (new HashSet<string>(), new List<SchemaMisfit>());
        if (isNew)
            changes.Note(new(Data, $"describe {eventName}, as it came; where a payload has another type, Data is null"));
        for (var round = 1; ; round++)
        {
            var readable = new ReadableSchemas(current);
            var readings = bodies.Select(body => DeliveryReading.Of(body, readable)).ToList();
            // In the order of places and values: what is proposed is the same in whatever order the deliveries came.
            var wrong = readings.SelectMany(reading => Misfits(reading).Select(misfit => (Reading: reading, Misfit: misfit)))
                .OrderBy(place => SchemaChanges.General(place.Misfit.Pointer), StringComparer.Ordinal)
                .ThenBy(place => place.Reading.At(place.Misfit.Pointer)?.GetRawText(), StringComparer.Ordinal)
                .DistinctBy(place => SchemaChanges.General(place.Misfit.Pointer)).ToList();
            later.AddRange(wrong.Select(place => place.Misfit).Where(misfit => seen.Add(SchemaChanges.General(misfit.Pointer)) && round > 1));
            foreach (var (reading, misfit) in wrong)
            {
                // By its type: one that another delivery had there says nothing of what takes this one.
                var key = (SchemaChanges.General(misfit.Pointer), reading.At(misfit.Pointer) is { } value ? TypeGuess.TypeOf(value) : (JsonTypes?)null);
                // A form that the generator has no type for is as wrong as one that does not fit; and it is this place that made it so.
                do
                {
                    changes.Note(Take(draft, reading, misfit.Pointer, attempts[key] = attempts.GetValueOrDefault(key) + 1));
                }
                while (Unsupported(schemas.With(eventName, draft.ToText()), eventName) > before && attempts[key] < MaxAttempts);
            }

            var named = wrong.Count > 0 || !(namesFields || isNew) ? [] : readings.SelectMany(reading => reading.Unnamed).GroupBy(field => SchemaChanges.General(field.Pointer)).SelectMany(field => Name(draft, field)).ToList();
            named.ForEach(changes.Note);
            if (wrong.Count == 0 && named.Count == 0)
                return changes.All.Count == 0 ? null : new(eventName, draft.ToText(), changes.All, later);
            current = schemas.With(eventName, draft.ToText());
        }
    }

    /// <summary>Why a field stays without a name; null where a change names it, or allows anything where it stands.</summary>
    public static string? WhyUnnamed(UnnamedField field, IEnumerable<SchemaChange> changes)
    {
        if (!TypeGuess.IsName(JsonPointer.Split(field.Pointer)[^1]))
            return "no property can have this name";
        var place = SchemaChanges.General(field.Pointer);
        return changes.Any(change => SchemaChanges.General(change.Pointer) is var changed && (place == changed || place.StartsWith(changed + "/", StringComparison.Ordinal)))
            ? null
            : "a property of nearly this name is described already, or there is no place for one";
    }

    /// <summary>What of a delivery its schema has to take.</summary>
    private static IEnumerable<SchemaMisfit> Misfits(DeliveryReading reading) => reading.Exception is { } exception
        ? [new(exception.Pointer, exception.Message, null)]
        : reading.Deviations.Select(deviation => new SchemaMisfit(deviation.Cause, deviation.ToString(), deviation));

    /// <summary>Widens what stands at a place. Where that was not enough, it may be anything; then what holds it.</summary>
    private static SchemaChange Take(SchemaDraft draft, DeliveryReading reading, string pointer, int attempt)
    {
        var path = JsonPointer.Split(pointer)[1..];
        if (attempt == 1 && path.Length > 0 && reading.At(pointer) is null)
            return TakeWithout(draft, path[..^1], path[^1]);
        path = path[..Math.Max(0, path.Length - Math.Max(0, attempt - 2))];
        return new(PointerOf(path), Words(draft.At(path).Select(slot => attempt == 1 && reading.At(pointer) is { } value ? Widening.Take(slot, value) : Widening.TakeAnything(slot))));
    }

    /// <summary>A reference that does not require its id is written as any value, for nothing would say what the bare id stands for.</summary>
    private static SchemaChange TakeWithout(SchemaDraft draft, string[] path, string name)
    {
        var holders = draft.At(path);
        return holders.Any(holder => (holder.Types() & (JsonTypes.String | JsonTypes.Integer)) != 0)
            ? new(PointerOf(path), Words(holders.Select(Widening.TakeAnything)))
            : new(PointerOf([.. path, name]), Words(holders.Select(holder => Widening.TakeWithout(holder, name))));
    }

    private static string PointerOf(IEnumerable<string> path) => path.Aggregate(Data, (at, token) => $"{at}/{JsonPointer.Escape(token)}");

    private static IEnumerable<SchemaChange> Name(SchemaDraft draft, IGrouping<string, UnnamedField> field)
    {
        var path = JsonPointer.Split(field.First().Pointer)[1..];
        var name = path[^1];
        var holders = draft.At(path[..^1]).SelectMany(slot => slot.WithParts()).Where(part => part.Content["properties"] is JsonObject).ToList();
        if (holders.Count == 0 || !TypeGuess.IsName(name) || holders.Exists(holder => holder.Content["properties"]!.AsObject().Any(other => TypeGuess.Normal(other.Key) == TypeGuess.Normal(name))))
            yield break;
        var schema = TypeGuess.Of(name, [.. field.Select(seen => seen.Value)]);
        var words = $"name it: \"{name}\": {schema.ToJsonString()}";
        schema.Insert(0, "description", "Seen in a delivery.");
        holders[0].Content["properties"]![name] = schema;
        holders[0].Commit();
        yield return new(field.First().Pointer, words) { NamesField = true };
    }

    private static string Words(IEnumerable<string> changes) => string.Join("; ", changes.ToList().Distinct());

    private static int Unsupported(WebhookSchemas schemas, string eventName)
    {
        var readable = new ReadableSchemas(schemas);
        readable.Of(eventName);
        return readable.Unsupported.Count;
    }
}
