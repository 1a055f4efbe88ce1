using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace Partnero.Contracts.Generator.Parsing.Json;

/// <summary>A JSON value and where it stands in its file.</summary>
internal abstract class JsonValue(TextSpan span)
{
    public TextSpan Span { get; } = span;

    /// <summary>The kind of the value, as a message names it.</summary>
    public abstract string Kind { get; }
}

internal sealed class JsonObject(TextSpan span, IReadOnlyList<JsonMember> members) : JsonValue(span)
{
    public IReadOnlyList<JsonMember> Members { get; } = members;

    public override string Kind => "an object";

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
}

internal sealed class JsonString(TextSpan span, string value) : JsonValue(span)
{
    public string Value { get; } = value;

    public override string Kind => "a string";
}

internal sealed class JsonNumber(TextSpan span, string text) : JsonValue(span)
{
    public string Text { get; } = text;

    public override string Kind => "a number";
}

internal sealed class JsonBoolean(TextSpan span, bool value) : JsonValue(span)
{
    public bool Value { get; } = value;

    public override string Kind => "a boolean";
}

internal sealed class JsonNull(TextSpan span) : JsonValue(span)
{
    public override string Kind => "null";
}
