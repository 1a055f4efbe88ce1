using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Parsing.Json;

/// <summary>A JSON value and where it stands in its file.</summary>
internal abstract class JsonValue(TextSpan span) : ISchemaNode<JsonValue>
{
    public TextSpan Span { get; } = span;

    /// <summary>The kind of the value, as a message names it.</summary>
    public abstract string Kind { get; }

    public abstract JsonTypes Type { get; }

    public virtual string Literal => "";

    IReadOnlyList<JsonValue> ISchemaNode<JsonValue>.Items => this is JsonArray list ? list.Items : [];

    IEnumerable<KeyValuePair<string, JsonValue>> ISchemaNode<JsonValue>.Members =>
        this is JsonObject map ? map.Members.Select(member => new KeyValuePair<string, JsonValue>(member.Name, member.Value)) : [];

    JsonValue? ISchemaNode<JsonValue>.Member(string name) => this is JsonObject map ? map[name] : null;
}

internal sealed class JsonObject(TextSpan span, IReadOnlyList<JsonMember> members) : JsonValue(span)
{
    public IReadOnlyList<JsonMember> Members { get; } = members;

    public override string Kind => "an object";

    public override JsonTypes Type => JsonTypes.Object;

    public JsonValue? this[string name] => Members.LastOrDefault(member => member.Name == name)?.Value;

    public string? Text(string name) => (this[name] as JsonString)?.Value;
}

internal sealed class JsonMember(string name, TextSpan nameSpan, JsonValue value)
{
    public string Name { get; } = name;

    public TextSpan NameSpan { get; } = nameSpan;

    public JsonValue Value { get; } = value;
}

internal sealed class JsonArray(TextSpan span, IReadOnlyList<JsonValue> items) : JsonValue(span)
{
    public IReadOnlyList<JsonValue> Items { get; } = items;

    public override string Kind => "a list";

    public override JsonTypes Type => JsonTypes.Array;
}

internal sealed class JsonString(TextSpan span, string value) : JsonValue(span)
{
    public string Value { get; } = value;

    public override string Kind => "a string";

    public override JsonTypes Type => JsonTypes.String;

    public override string Literal => Value;
}

internal sealed class JsonNumber(TextSpan span, string text) : JsonValue(span)
{
    public string Text { get; } = text;

    public override string Kind => "a number";

    public override JsonTypes Type => JsonTypes.Number;

    public override string Literal => Text;
}

internal sealed class JsonBoolean(TextSpan span, bool value) : JsonValue(span)
{
    public bool Value { get; } = value;

    public override string Kind => "a boolean";

    public override JsonTypes Type => JsonTypes.Boolean;

    public override string Literal => Value ? "true" : "false";
}

internal sealed class JsonNull(TextSpan span) : JsonValue(span)
{
    public override string Kind => "null";

    public override JsonTypes Type => JsonTypes.Null;

    public override string Literal => "null";
}
