using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Definitions of one name and one shape in several files: one type.</summary>
internal sealed class SharedShapes(SchemaSet schemas)
{
    private readonly Dictionary<string, (JsonObject Schema, ValueModel Type)> _shapes = [];

    /// <summary>The type of a schema that has been linked under this name and says the same; null if absent.</summary>
    public ValueModel? Find(string name, JsonObject schema) =>
        _shapes.TryGetValue(name, out var known) && AreEqual(known.Schema, schema, []) ? known.Type : null;

    public void Add(string name, JsonObject schema, ValueModel type)
    {
        if (!_shapes.ContainsKey(name))
            _shapes.Add(name, (schema, type));
    }

    /// <summary>References are equal where what they lead to is, by whatever way: those that lead back are, unless something else differs.</summary>
    private bool AreEqual(JsonValue one, JsonValue other, HashSet<(JsonValue, JsonValue)> open) => (one, other) switch
    {
        _ when ReferenceEquals(one, other) || !open.Add((one, other)) => true,
        (JsonObject a, JsonObject b) when a["$ref"] is JsonString first && b["$ref"] is JsonString second =>
            schemas.Find(a, first.Value).Node?.Schema is { } target && schemas.Find(b, second.Value).Node?.Schema is { } otherTarget && AreEqual(target, otherTarget, open),
        (JsonObject a, JsonObject b) => a.Members.Count == b.Members.Count
            && a.Members.All(member => b[member.Name] is { } value && AreEqual(member.Value, value, open)),
        (JsonArray a, JsonArray b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items, (item, otherItem) => AreEqual(item, otherItem, open)).All(areEqual => areEqual),
        _ => one.Type == other.Type && one.Literal == other.Literal && one is not (JsonObject or JsonArray),
    };
}
