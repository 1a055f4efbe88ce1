using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Proposals;

/// <summary>The schema of one event, to be changed.</summary>
internal sealed class SchemaDraft
{
    private const int MaxReferences = 100;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SchemaIndex<SchemaElement> _index;
    private readonly SchemaElement? _original;
    private readonly JsonObject _root;

    /// <summary>The schema that describes the event; of an event that none describes, one of what its payloads were.</summary>
    public SchemaDraft(WebhookSchemas schemas, string eventName, IEnumerable<JsonElement> payloads)
    {
        _index = schemas.Index;
        _original = schemas.Events.Contains(eventName) ? schemas.RootOf(eventName) : null;
        _root = _original is null ? New(eventName, [.. payloads]) : JsonNode.Parse(_original.Element.GetRawText()) as JsonObject ?? [];
    }

    /// <summary>The schemas of what stands at a place of the payload.</summary>
    public IReadOnlyList<SchemaSlot> At(IEnumerable<string> path) =>
        [.. path.Aggregate<string, IEnumerable<SchemaSlot>>([new SchemaSlot(this, null, _root, null)], (slots, token) => slots.SelectMany(slot => slot.Under(token)))];

    /// <summary>A schema that may be changed: itself, or a copy of the one that it refers to, with what is said beside the reference.</summary>
    public JsonObject Open(JsonNode? node)
    {
        var beside = new List<JsonObject>();
        for (var left = MaxReferences; left > 0 && SchemaCopy.ReferenceOf(node) is { } reference; left--)
        {
            beside.Add(node!.AsObject());
            node = Find(reference) is { } target ? SchemaCopy.Of(target, _index) : null;
        }

        if (beside.Count == 0)
            return node as JsonObject ?? [];
        var copy = node as JsonObject ?? [];
        foreach (var (name, value) in beside.AsEnumerable().Reverse().SelectMany(schema => schema).Where(member => member.Key != "$ref"))
            copy[name] = value?.DeepClone();
        return copy;
    }

    /// <summary>The schema as a file that leads to nothing but itself and schemas with an address of their own.</summary>
    public string ToText()
    {
        var root = _root.DeepClone().AsObject();
        var taken = new Dictionary<SchemaElement, string>();
        MakePortable(root, root, taken);
        return root.ToJsonString(Readable) + "\n";
    }

    private SchemaElement? Find(string reference) => _original is null ? null : _index.Find(_original, reference);

    /// <summary>What other files hold that have no address of their own comes along, among the definitions.</summary>
    private void MakePortable(JsonObject schema, JsonObject root, Dictionary<SchemaElement, string> taken) => SchemaCopy.Visit(schema, inner =>
    {
        if (SchemaCopy.ReferenceOf(inner) is not { } reference || reference.StartsWith('#') || Find(reference) is not { } target)
            return;
        var place = _index.PlaceOf(target);
        if (!place.Base.IsFile)
        {
            inner["$ref"] = new Uri(_index.PlaceOf(_original!).Base, reference).AbsoluteUri;
            return;
        }

        if (place.Document == _index.PlaceOf(_original!).Document)
        {
            inner["$ref"] = "#" + place.Pointer;
            return;
        }

        if (!taken.TryGetValue(target, out var name))
        {
            var definitions = root["definitions"] as JsonObject ?? [];
            root["definitions"] = definitions;
            name = NameOf(place, definitions);
            taken.Add(target, name);
            var copy = SchemaCopy.Of(target, _index);
            definitions[name] = copy;
            if (copy is JsonObject definition)
                MakePortable(definition, root, taken);
        }

        inner["$ref"] = "#/definitions/" + JsonPointer.Escape(name);
    });

    private static string NameOf(SchemaPlace<SchemaElement> place, JsonObject definitions)
    {
        var last = place.Pointer.Length > 0 ? JsonPointer.Split(place.Pointer)[^1] : Uri.UnescapeDataString(place.Document.Segments[^1]).Split('.')[0];
        var name = last;
        for (var number = 2; definitions.ContainsKey(name); number++)
            name = $"{last}-{number}";
        return name;
    }

    private static JsonObject New(string eventName, IReadOnlyList<JsonElement> payloads)
    {
        var schema = TypeGuess.OfPayload(payloads);
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", eventName);
        schema.Insert(2, "description", "Seen in a delivery. What its fields are is not known: give them their roles.");
        schema.Insert(3, OwnKeywords.DocumentedBy, OwnKeywords.Nobody);
        return schema;
    }
}
