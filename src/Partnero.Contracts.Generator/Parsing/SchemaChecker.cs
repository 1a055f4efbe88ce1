using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Parsing;

/// <summary>Checks one file by itself: that each keyword is one, and has a value of its type.</summary>
internal sealed class SchemaChecker
{
    private readonly Action<DiagnosticDescriptor, TextSpan, string[]> _report;

    private SchemaChecker(Action<DiagnosticDescriptor, TextSpan, string[]> report) => _report = report;

    public static void Check(JsonValue root, Action<DiagnosticDescriptor, TextSpan, string[]> report) =>
        new SchemaChecker(report).CheckSchema("the schema", root);

    private void CheckSchema(string where, JsonValue schema)
    {
        if (schema is JsonBoolean)
            return;
        if (schema is not JsonObject keywords)
        {
            Wrong(where, "a schema (an object, true or false)", schema);
            return;
        }

        foreach (var member in keywords.Members)
        {
            if (schema.BesideReference().Contains(member.Name))
                _report(SchemaDiagnostics.BesideReference, member.NameSpan, [member.Name]);
            if (Keywords.Shapes.TryGetValue(member.Name, out var shape) || OwnKeywords.Shapes.TryGetValue(member.Name, out shape))
                CheckValue(member, shape);
            else if (!Keywords.IsKnown(member.Name))
                _report(SchemaDiagnostics.UnknownKeyword, member.NameSpan, [member.Name]);
        }
    }

    private void CheckValue(JsonMember member, KeywordShape shape)
    {
        if (CodeKeywords.Unsupported.Contains(member.Name) || (member.Name == "items" && member.Value is JsonArray))
            _report(SchemaDiagnostics.UnsupportedKeyword, member.NameSpan, [member.Name]);

        switch (shape)
        {
            case KeywordShape.Text:
                Require<JsonString>(member, "a string");
                break;
            case KeywordShape.Boolean:
                Require<JsonBoolean>(member, "true or false");
                break;
            case KeywordShape.Number:
                Require<JsonNumber>(member, "a number");
                break;
            case KeywordShape.Count:
                if (member.Value.ToCount() is null)
                    Wrong(member.Name, "a whole number, zero or more", member.Value);
                break;
            case KeywordShape.Choice:
                if (member.Value is not JsonString choice)
                    Wrong(member.Name, OwnKeywords.Expected(member.Name), member.Value);
                else if (!OwnKeywords.Choices[member.Name].Contains(choice.Value))
                    _report(SchemaDiagnostics.WrongType, choice.Span, [member.Name, OwnKeywords.Expected(member.Name), $"'{choice.Value}'"]);
                break;
            case KeywordShape.TypeNames:
                CheckTypeNames(member);
                break;
            case KeywordShape.Names:
                CheckEach(member, "a list of names", value => value is JsonString);
                break;
            case KeywordShape.Values:
                CheckEach(member, "a list with at least one value", _ => true, atLeast: 1);
                break;
            case KeywordShape.Schema or KeywordShape.SchemaOrBoolean:
                CheckSchemaUnlessEmptyList(member);
                break;
            case KeywordShape.SchemaOrList when member.Value is not JsonArray:
                CheckSchemaUnlessEmptyList(member);
                break;
            case KeywordShape.SchemaList or KeywordShape.SchemaOrList:
                if (CheckEach(member, "a list of schemas", _ => true, atLeast: 1) is { } list)
                    Each(list, item => CheckSchema(member.Name, item));
                break;
            case KeywordShape.SchemaMap:
                if (Require<JsonObject>(member, "an object of schemas") is { } map)
                    Each(map, item => CheckSchema(item.Name, item.Value));
                break;
            case KeywordShape.Dependencies:
                Require<JsonObject>(member, "an object of schemas or lists of names");
                break;
        }
    }

    /// <summary><c>items: {"not": {}}</c> is how an empty list is written: its <c>not</c> is understood.</summary>
    private void CheckSchemaUnlessEmptyList(JsonMember member)
    {
        if (!(member.Name == "items" && member.Value.ForbidsEverything()))
            CheckSchema(member.Name, member.Value);
    }

    private void CheckTypeNames(JsonMember member)
    {
        var names = member.Value is JsonArray list ? list.Items : [member.Value];
        if (names.Count == 0)
            _report(SchemaDiagnostics.WrongType, member.Value.Span, [member.Name, $"one of {string.Join(", ", JsonTypeNames.All)}, or a list of them", "empty"]);
        foreach (var name in names)
        {
            if (name is not JsonString text)
                Wrong(member.Name, $"one of {string.Join(", ", JsonTypeNames.All)}, or a list of them", name);
            else if (JsonTypeNames.Of(text.Value) == JsonTypes.None)
                _report(SchemaDiagnostics.WrongType, text.Span, [member.Name, $"one of {string.Join(", ", JsonTypeNames.All)}", $"'{text.Value}'"]);
        }
    }

    private JsonArray? CheckEach(JsonMember member, string expected, Func<JsonValue, bool> isRight, int atLeast = 0)
    {
        if (Require<JsonArray>(member, expected) is not { } list)
            return null;
        if (list.Items.Count < atLeast)
            _report(SchemaDiagnostics.WrongType, list.Span, [member.Name, expected, "empty"]);
        foreach (var item in list.Items.Where(item => !isRight(item)))
            Wrong(member.Name, expected, item);
        return list;
    }

    private T? Require<T>(JsonMember member, string expected)
        where T : JsonValue
    {
        if (member.Value is T value)
            return value;
        Wrong(member.Name, expected, member.Value);
        return null;
    }

    private void Wrong(string keyword, string expected, JsonValue actual) =>
        _report(SchemaDiagnostics.WrongType, actual.Span, [keyword, expected, actual is JsonNumber number ? number.Text : actual.Kind]);

    private static void Each(JsonArray list, Action<JsonValue> action)
    {
        foreach (var item in list.Items)
            action(item);
    }

    private static void Each(JsonObject map, Action<JsonMember> action)
    {
        foreach (var member in map.Members)
            action(member);
    }
}
