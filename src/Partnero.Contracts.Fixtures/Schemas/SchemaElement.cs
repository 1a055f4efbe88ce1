using System.Text.Json;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>A JSON value of a schema document, as System.Text.Json has parsed it.</summary>
internal sealed class SchemaElement : ISchemaNode<SchemaElement>
{
    private readonly KeyValuePair<string, SchemaElement>[] _members;

    public SchemaElement(JsonElement element)
    {
        Element = element;
        Items = element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(item => new SchemaElement(item))] : [];
        _members = element.ValueKind == JsonValueKind.Object ? [.. element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, new SchemaElement(member.Value)))] : [];
    }

    private SchemaElement(KeyValuePair<string, SchemaElement>[] members, SchemaElement[] items)
    {
        _members = members;
        Items = items;
        Element = items.Length > 0
            ? JsonSerializer.SerializeToElement(items.Select(item => item.Element))
            : JsonSerializer.SerializeToElement(members.ToDictionary(member => member.Key, member => member.Value.Element));
    }

    public JsonElement Element { get; }

    public IReadOnlyList<SchemaElement> Items { get; }

    public IEnumerable<KeyValuePair<string, SchemaElement>> Members => _members;

    public JsonTypes Type => Element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Number => JsonTypes.Number,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Array => JsonTypes.Array,
        _ => JsonTypes.Object,
    };

    public string Literal => Type switch
    {
        JsonTypes.String => Element.GetString()!,
        JsonTypes.Array or JsonTypes.Object => "",
        _ => Element.GetRawText(),
    };

    /// <summary>A new object that holds values of other documents, which keep their places.</summary>
    public static SchemaElement Of(IEnumerable<KeyValuePair<string, SchemaElement>> members) => new([.. members], []);

    /// <summary>A new list of values of other documents, of one at least.</summary>
    public static SchemaElement ListOf(IEnumerable<SchemaElement> items) => new([], [.. items]);

    public SchemaElement? Member(string name)
    {
        for (var i = _members.Length - 1; i >= 0; i--)
        {
            if (_members[i].Key == name)
                return _members[i].Value;
        }

        return null;
    }
}
