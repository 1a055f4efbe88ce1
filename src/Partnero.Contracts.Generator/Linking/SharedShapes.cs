using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Definitions of one name and one text in several files: one type. What refers to others is not compared, for it may mean others.</summary>
internal sealed class SharedShapes
{
    private readonly Dictionary<string, (JsonObject Schema, ValueModel Type)> _shapes = [];

    /// <summary>The type of a schema that has been linked under this name and says the same; null where there is none.</summary>
    public ValueModel? Find(string name, JsonObject schema) =>
        _shapes.TryGetValue(name, out var known) && AreEqual(known.Schema, schema) ? known.Type : null;

    public void Add(string name, JsonObject schema, ValueModel type)
    {
        if (!_shapes.ContainsKey(name))
            _shapes.Add(name, (schema, type));
    }

    private static bool AreEqual(JsonValue one, JsonValue other) => (one, other) switch
    {
        (JsonObject a, JsonObject b) => a["$ref"] is null && a.Members.Count == b.Members.Count
            && a.Members.All(member => b[member.Name] is { } value && AreEqual(member.Value, value)),
        (JsonArray a, JsonArray b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items, AreEqual).All(areEqual => areEqual),
        _ => one.Type == other.Type && one.Literal == other.Literal && one is not (JsonObject or JsonArray),
    };
}
