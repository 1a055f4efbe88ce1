using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>Finds names in <c>required</c> that no property has: most are misspelt.</summary>
/// <remarks>A name may be described by any schema that holds for the same object. Where none describes a property, or a pattern describes some, nothing is known of names; a <c>not</c> may forbid any.</remarks>
internal sealed class RequiredNames<TNode>(SchemaIndex<TNode> index)
    where TNode : class, ISchemaNode<TNode>
{
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Singles = ["if", "then", "else"];

    private readonly Dictionary<TNode, HashSet<string>> _described = [];
    private readonly HashSet<TNode> _open = [];

    /// <summary>The names of a document that no property has, as they stand in <c>required</c>.</summary>
    /// <param name="root">The document.</param>
    /// <param name="all">All documents, which may refer to it.</param>
    public IEnumerable<TNode> Undescribed(TNode root, IEnumerable<TNode> all)
    {
        if (_described.Count == 0)
        {
            foreach (var schema in all.SelectMany(index.SchemasOf))
                Describe(schema);
        }

        return index.SchemasOf(root)
            .Where(schema => !_open.Contains(schema) && _described[schema].Count > 0)
            .SelectMany(schema => (schema.Member("required")?.Items ?? []).Where(name => name.Type == JsonTypes.String && !_described[schema].Contains(name.Literal)));
    }

    private void Describe(TNode schema)
    {
        var parts = new HashSet<TNode>();
        Collect(schema, parts);
        var names = parts.SelectMany(part => part.Member("properties")?.Members ?? []).Select(property => property.Key).ToList();
        var isOpen = parts.Any(part => part.Member("patternProperties") is not null);
        foreach (var part in parts)
        {
            if (!_described.TryGetValue(part, out var described))
                _described.Add(part, described = []);
            described.UnionWith(names);
            if (isOpen)
                _open.Add(part);
        }
    }

    /// <summary>All that may hold for the same object.</summary>
    private void Collect(TNode schema, HashSet<TNode> parts)
    {
        if (schema.Type != JsonTypes.Object || !parts.Add(schema))
            return;
        if (schema.Member("$ref") is not null && index.Resolve(schema) is var target && !ReferenceEquals(target, schema))
        {
            Collect(target, parts);
            return;
        }

        var inner = Lists.SelectMany(keyword => schema.Member(keyword)?.Items ?? []).Concat(Singles.Select(schema.Member).OfType<TNode>())
            .Concat(schema.Member("dependencies")?.Members.Select(dependency => dependency.Value) ?? []);
        foreach (var part in inner)
            Collect(part, parts);
        if (schema.Member("not") is { } forbidden)
            Collect(forbidden, _open);
    }
}
