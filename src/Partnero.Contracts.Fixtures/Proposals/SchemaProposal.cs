using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Proposals;

/// <summary>One change of a schema.</summary>
/// <param name="Pointer">What of a delivery it is about: a JSON pointer into the body.</param>
/// <param name="What">What the schema says now.</param>
internal sealed record SchemaChange(string Pointer, string What);

/// <summary>A schema of an event that takes deliveries as they came.</summary>
/// <remarks>
/// It allows what the schema allowed before. A field that it names now has a type, where before it could have had any: another type there
/// is a deviation, and never makes a payload unreadable, for a field that is added is neither required nor of a strict role.
/// </remarks>
/// <param name="Event">The name of the event.</param>
/// <param name="Text">The schema as a file.</param>
/// <param name="Changes">What is different.</param>
internal sealed record SchemaProposal(string Event, string Text, IReadOnlyList<SchemaChange> Changes)
{
    /// <summary>A place, and all that hold it: deeper payloads are not described.</summary>
    private const int MaxAttempts = 64;

    private static readonly string Data = "/" + PartneroFacts.Sheet.Envelope.Data;

    /// <summary>Looks for the smallest changes with which an event's deliveries are read without a deviation, and with all their fields named.</summary>
    /// <param name="schemas">The schemas that there are.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="bodies">Deliveries of it, with whole envelopes.</param>
    /// <returns>Null where nothing needs to change, and where no file can be named after the event.</returns>
    public static SchemaProposal? Of(WebhookSchemas schemas, string eventName, IReadOnlyList<ReadOnlyMemory<byte>> bodies)
    {
        if (!SchemaFileName.CanBeFileOf(eventName))
            return null;
        var draft = new SchemaDraft(schemas, eventName, bodies.Select(DeliveryReading.PayloadOf));
        var isNew = !schemas.Events.Contains(eventName);
        var current = isNew ? schemas.With(eventName, draft.ToText()) : schemas;
        var before = Unsupported(current, eventName);
        var changes = new OrderedDictionary<string, SchemaChange>();
        if (isNew)
            Note(changes, new(Data, $"describe {eventName}, as it came"));
        var attempts = new Dictionary<string, int>();
        while (true)
        {
            var readable = new ReadableSchemas(current);
            var readings = bodies.Select(body => DeliveryReading.Of(body, readable)).ToList();
            var wrong = readings.SelectMany(reading => Wrong(reading).Select(pointer => (Reading: reading, Pointer: pointer))).DistinctBy(place => General(place.Pointer)).ToList();
            foreach (var (reading, pointer) in wrong)
            {
                // A form that the generator has no type for is as wrong as one that does not fit; and it is this place that made it so.
                do
                {
                    Note(changes, Take(draft, reading, pointer, attempts[General(pointer)] = attempts.GetValueOrDefault(General(pointer)) + 1));
                }
                while (Unsupported(schemas.With(eventName, draft.ToText()), eventName) > before && attempts[General(pointer)] < MaxAttempts);
            }

            var named = wrong.Count > 0 ? [] : readings.SelectMany(reading => reading.Unnamed).GroupBy(field => General(field.Pointer)).SelectMany(field => Name(draft, field)).ToList();
            foreach (var change in named)
                Note(changes, change);
            if (wrong.Count == 0 && named.Count == 0)
                return changes.Count == 0 ? null : new(eventName, draft.ToText(), [.. changes.Values]);
            current = schemas.With(eventName, draft.ToText());
        }
    }

    /// <summary>The places of a delivery that its schema has to take.</summary>
    private static IEnumerable<string> Wrong(DeliveryReading reading) => reading.Exception is { } exception
        ? [exception.Pointer]
        : reading.Deviations.Select(deviation => deviation.Cause);

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
        yield return new(field.First().Pointer, words);
    }

    private static void Note(OrderedDictionary<string, SchemaChange> changes, SchemaChange change)
    {
        if (change.What.Length == 0)
            return;
        var place = General(change.Pointer);

        // What may be anything has no parts that need to change.
        if (change.What.Contains(Widening.Anything, StringComparison.Ordinal))
        {
            foreach (var within in changes.Keys.Where(other => other.StartsWith(place + "/", StringComparison.Ordinal)).ToList())
                changes.Remove(within);
        }

        changes[place] = change;
    }

    private static string Words(IEnumerable<string> changes) => string.Join("; ", changes.ToList().Distinct());

    /// <summary>The same place of all items of a list.</summary>
    private static string General(string pointer) =>
        string.Join('/', pointer.Split('/').Select(token => token.Length > 0 && token.All(char.IsAsciiDigit) ? "*" : token));

    private static int Unsupported(WebhookSchemas schemas, string eventName)
    {
        var readable = new ReadableSchemas(schemas);
        readable.Of(eventName);
        return readable.Unsupported.Count;
    }
}
