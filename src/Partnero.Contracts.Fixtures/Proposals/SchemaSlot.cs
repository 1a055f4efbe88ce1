using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Proposals;

/// <summary>A place in a draft where a schema stands. What it refers to is copied to the place once it is changed.</summary>
internal sealed class SchemaSlot(SchemaDraft draft, SchemaSlot? outer, JsonNode? node, Action<JsonNode>? put)
{
    /// <summary>A chain of references and unions that is longer leads back to itself.</summary>
    private const int MaxDepth = 16;

    private static readonly string[] OfEntries = ["items", "additionalProperties"];
    private static readonly string[] OfBranches = ["anyOf", "oneOf"];

    /// <summary>The schema, or a copy of the one that it refers to.</summary>
    public JsonObject Content { get; } = draft.Open(node);

    /// <summary>Puts the schema in its place, after it was changed.</summary>
    public void Commit()
    {
        outer?.Commit();
        if (Content.Parent is null)
            put?.Invoke(Content);
    }

    /// <summary>The schemas that it is composed of, or a choice between.</summary>
    public IReadOnlyList<SchemaSlot> Parts { get => field ??= [.. PartsOf("allOf"), .. PartsOf("anyOf"), .. PartsOf("oneOf")]; private set; }

    /// <summary>The schema and all that say something of the same value.</summary>
    public IEnumerable<SchemaSlot> WithParts(int depth = 0) => depth > MaxDepth ? [] : Parts.SelectMany(part => part.WithParts(depth + 1)).Prepend(this);

    /// <summary>The schemas of what stands in the value under a name or at a position.</summary>
    public IEnumerable<SchemaSlot> Under(string token) => WithParts().SelectMany(part =>
    {
        if (part.Content["properties"] is JsonObject { Count: > 0 } properties)
            return properties.ContainsKey(token) ? [part.Slot(properties[token], schema => properties[token] = schema)] : (IEnumerable<SchemaSlot>)[];
        // An empty list has no items, and would be another list with some.
        return OfEntries.Where(keyword => part.Content[keyword] is JsonObject entries && entries["not"] is not JsonObject { Count: 0 })
            .Select(keyword => part.Slot(part.Content[keyword], schema => part.Content[keyword] = schema));
    });

    /// <summary>The types that values may have.</summary>
    public JsonTypes Types(int depth = 0)
    {
        if (depth > MaxDepth)
            return JsonTypes.All;
        using var document = JsonDocument.Parse(Content.ToJsonString());
        var types = new SchemaElement(document.RootElement).Types();
        if (types == JsonTypes.All && Content["properties"] is not null)
            types = JsonTypes.Object;
        foreach (var keyword in OfBranches)
        {
            if (PartsOf(keyword) is { Count: > 0 } branches)
                types &= branches.Aggregate(JsonTypes.None, (all, branch) => all | branch.Types(depth + 1));
        }

        return PartsOf("allOf").Aggregate(types, (all, part) => all & part.Types(depth + 1));
    }

    private SchemaSlot Slot(JsonNode? inner, Action<JsonNode> putInner) => new(draft, this, inner, putInner);

    private List<SchemaSlot> PartsOf(string keyword) => Content[keyword] is JsonArray list
        ? [.. Enumerable.Range(0, list.Count).Select(i => Slot(list[i], schema => list[i] = schema))]
        : [];
}
