using System;
using System.Collections.Generic;

namespace Partnero.Contracts.Schemas;

/// <summary>The keywords of JSON Schema draft-07, by what their values are.</summary>
internal static class Keywords
{
    public static readonly IReadOnlyDictionary<string, KeywordShape> Shapes = new Dictionary<string, KeywordShape>
    {
        ["$schema"] = KeywordShape.Text,
        ["$id"] = KeywordShape.Text,
        ["$ref"] = KeywordShape.Text,
        ["$comment"] = KeywordShape.Text,
        ["title"] = KeywordShape.Text,
        ["description"] = KeywordShape.Text,
        ["default"] = KeywordShape.Anything,
        ["examples"] = KeywordShape.Anything,
        ["deprecated"] = KeywordShape.Boolean,
        ["readOnly"] = KeywordShape.Boolean,
        ["writeOnly"] = KeywordShape.Boolean,
        ["contentEncoding"] = KeywordShape.Text,
        ["contentMediaType"] = KeywordShape.Text,
        ["definitions"] = KeywordShape.SchemaMap,
        ["$defs"] = KeywordShape.SchemaMap,
        ["type"] = KeywordShape.TypeNames,
        ["enum"] = KeywordShape.Values,
        ["const"] = KeywordShape.Anything,
        ["properties"] = KeywordShape.SchemaMap,
        ["required"] = KeywordShape.Names,
        ["additionalProperties"] = KeywordShape.SchemaOrBoolean,
        ["patternProperties"] = KeywordShape.SchemaMap,
        ["propertyNames"] = KeywordShape.SchemaOrBoolean,
        ["dependencies"] = KeywordShape.Dependencies,
        ["items"] = KeywordShape.SchemaOrList,
        ["additionalItems"] = KeywordShape.SchemaOrBoolean,
        ["contains"] = KeywordShape.SchemaOrBoolean,
        ["allOf"] = KeywordShape.SchemaList,
        ["anyOf"] = KeywordShape.SchemaList,
        ["oneOf"] = KeywordShape.SchemaList,
        ["not"] = KeywordShape.SchemaOrBoolean,
        ["if"] = KeywordShape.SchemaOrBoolean,
        ["then"] = KeywordShape.SchemaOrBoolean,
        ["else"] = KeywordShape.SchemaOrBoolean,
        ["format"] = KeywordShape.Text,
        ["pattern"] = KeywordShape.Text,
        ["minLength"] = KeywordShape.Count,
        ["maxLength"] = KeywordShape.Count,
        ["minimum"] = KeywordShape.Number,
        ["maximum"] = KeywordShape.Number,
        ["exclusiveMinimum"] = KeywordShape.Number,
        ["exclusiveMaximum"] = KeywordShape.Number,
        ["multipleOf"] = KeywordShape.Number,
        ["minItems"] = KeywordShape.Count,
        ["maxItems"] = KeywordShape.Count,
        ["uniqueItems"] = KeywordShape.Boolean,
        ["minProperties"] = KeywordShape.Count,
        ["maxProperties"] = KeywordShape.Count,
    };

    /// <summary>Keywords that say nothing of values; so do all that begin with x-, which are a project's own.</summary>
    private static readonly HashSet<string> Annotations =
    [
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
        "contentEncoding", "contentMediaType", "definitions", "$defs",
    ];

    /// <summary>Whether a keyword is one of draft-07, or a project's own. Of any other it is not known what it forbids.</summary>
    public static bool IsKnown(string keyword) => Shapes.ContainsKey(keyword) || IsOwn(keyword);

    /// <summary>Whether a keyword says nothing of values.</summary>
    public static bool IsAnnotation(string keyword) => Annotations.Contains(keyword) || IsOwn(keyword);

    private static bool IsOwn(string keyword) => keyword.StartsWith("x-", StringComparison.Ordinal);
}
