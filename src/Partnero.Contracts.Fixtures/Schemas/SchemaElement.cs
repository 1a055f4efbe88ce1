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

    private SchemaElement(JsonElement element, KeyValuePair<string, SchemaElement>[] members, SchemaElement[] items)
    {
        Element = element;
        Items = items;
        _members = members;
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

    /// <summary>A new object that holds values of documents, which keep their places. Of two members of one name, the last counts.</summary>
    public static SchemaElement Of(IEnumerable<KeyValuePair<string, SchemaElement>> members)
    {
        var element = new Dictionary<string, JsonElement>();
        KeyValuePair<string, SchemaElement>[] held = [.. members];
        foreach (var (name, value) in held)
            element[name] = value.Element;
        return new(JsonSerializer.SerializeToElement(element), held, []);
    }

    /// <summary>A new list that holds values of documents, which keep their places.</summary>
    public static SchemaElement ListOf(IReadOnlyList<SchemaElement> items) => new(JsonSerializer.SerializeToElement(items.Select(item => item.Element)), [], [.. items]);

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
