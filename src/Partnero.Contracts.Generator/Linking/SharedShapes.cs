using System.Collections.Generic;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Definitions of one name and one shape in several files: one type.</summary>
internal sealed class SharedShapes(SchemaSet schemas)
{
    private readonly Dictionary<string, (JsonObject Schema, ValueModel Type)> _shapes = [];

    /// <summary>The type of a schema that has been linked under this name and says the same; null if absent.</summary>
    public ValueModel? Find(string name, JsonObject schema) =>
        _shapes.TryGetValue(name, out var known) && schemas.Equality.AreEqual(known.Schema, schema) ? known.Type : null;

    public void Add(string name, JsonObject schema, ValueModel type)
    {
        if (!_shapes.ContainsKey(name))
            _shapes.Add(name, (schema, type));
    }
}
