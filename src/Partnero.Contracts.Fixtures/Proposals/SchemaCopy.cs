using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Proposals;

/// <summary>Copies schemas out of their documents.</summary>
internal static class SchemaCopy
{
    /// <summary>A copy whose references lead where they led, wherever it stands. It has no title: the schema that it is a copy of has that name.</summary>
    public static JsonNode Of(SchemaElement schema, SchemaIndex<SchemaElement> index)
    {
        var copy = JsonNode.Parse(schema.Element.GetRawText())!;
        var from = index.PlaceOf(schema).Base;
        Visit(copy, inner =>
        {
            if (ReferenceOf(inner) is { } reference && Uri.TryCreate(from, reference, out var address))
                inner["$ref"] = address.AbsoluteUri;
            inner.Remove("title");
        });
        foreach (var ofDocuments in new[] { "$schema", "$id", "definitions", "$defs" })
            (copy as JsonObject)?.Remove(ofDocuments);
        return copy;
    }

    /// <summary>What a schema refers to; null where it does not.</summary>
    public static string? ReferenceOf(JsonNode? schema) =>
        schema is JsonObject properties && properties["$ref"] is JsonValue reference && reference.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Visits a schema and all in it. What is no schema, such as listed values, is passed over.</summary>
    public static void Visit(JsonNode? schema, Action<JsonObject> visit)
    {
        if (schema is not JsonObject keywords)
            return;
        visit(keywords);
        foreach (var (keyword, value) in keywords.ToList())
        {
            var inner = Keywords.Shapes.GetValueOrDefault(keyword) switch
            {
                KeywordShape.Schema or KeywordShape.SchemaOrBoolean => [value],
                KeywordShape.SchemaList or KeywordShape.SchemaOrList => value as JsonArray ?? (IEnumerable<JsonNode?>)[value],
                KeywordShape.SchemaMap or KeywordShape.Dependencies => (value as JsonObject)?.Select(member => member.Value) ?? [],
                _ => [],
            };
            foreach (var part in inner.ToList())
                Visit(part, visit);
        }
    }
}
