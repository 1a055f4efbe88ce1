using System.Text.Json;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Makes schemas of the values of others, which keep their places.</summary>
internal sealed class SchemaElementMaker : ISchemaMaker<SchemaElement>
{
    public SchemaElement Object(SchemaElement near, IReadOnlyList<KeyValuePair<string, SchemaElement>> members) => SchemaElement.Of(members);

    public SchemaElement List(SchemaElement near, IReadOnlyList<SchemaElement> items) => SchemaElement.ListOf(items);

    public SchemaElement Text(SchemaElement near, string text) => new(JsonSerializer.SerializeToElement(text));

    public SchemaElement True(SchemaElement near) => new(JsonSerializer.SerializeToElement(true));
}
