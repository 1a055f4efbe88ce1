using System.Collections.Generic;

namespace Partnero.Contracts.Generator.Parsing;

/// <summary>The keywords of JSON Schema draft-07, by what their values are and by what generated code makes of them.</summary>
internal static class Keywords
{
    public enum ValueShape
    {
        Anything,
        Text,
        Number,
        Count,
        Boolean,
        TypeNames,
        Names,
        Values,
        Schema,
        SchemaOrBoolean,
        SchemaList,
        SchemaOrList,
        SchemaMap,
        Dependencies,
    }

    public static readonly IReadOnlyDictionary<string, ValueShape> Shapes = new Dictionary<string, ValueShape>
    {
        ["$schema"] = ValueShape.Text,
        ["$id"] = ValueShape.Text,
        ["$ref"] = ValueShape.Text,
        ["$comment"] = ValueShape.Text,
        ["title"] = ValueShape.Text,
        ["description"] = ValueShape.Text,
        ["default"] = ValueShape.Anything,
        ["examples"] = ValueShape.Anything,
        ["deprecated"] = ValueShape.Boolean,
        ["readOnly"] = ValueShape.Boolean,
        ["writeOnly"] = ValueShape.Boolean,
        ["contentEncoding"] = ValueShape.Text,
        ["contentMediaType"] = ValueShape.Text,
        ["definitions"] = ValueShape.SchemaMap,
        ["$defs"] = ValueShape.SchemaMap,
        ["type"] = ValueShape.TypeNames,
        ["enum"] = ValueShape.Values,
        ["const"] = ValueShape.Anything,
        ["properties"] = ValueShape.SchemaMap,
        ["required"] = ValueShape.Names,
        ["additionalProperties"] = ValueShape.SchemaOrBoolean,
        ["patternProperties"] = ValueShape.SchemaMap,
        ["propertyNames"] = ValueShape.SchemaOrBoolean,
        ["dependencies"] = ValueShape.Dependencies,
        ["items"] = ValueShape.SchemaOrList,
        ["additionalItems"] = ValueShape.SchemaOrBoolean,
        ["contains"] = ValueShape.SchemaOrBoolean,
        ["allOf"] = ValueShape.SchemaList,
        ["anyOf"] = ValueShape.SchemaList,
        ["oneOf"] = ValueShape.SchemaList,
        ["not"] = ValueShape.SchemaOrBoolean,
        ["if"] = ValueShape.SchemaOrBoolean,
        ["then"] = ValueShape.SchemaOrBoolean,
        ["else"] = ValueShape.SchemaOrBoolean,
        ["format"] = ValueShape.Text,
        ["pattern"] = ValueShape.Text,
        ["minLength"] = ValueShape.Count,
        ["maxLength"] = ValueShape.Count,
        ["minimum"] = ValueShape.Number,
        ["maximum"] = ValueShape.Number,
        ["exclusiveMinimum"] = ValueShape.Number,
        ["exclusiveMaximum"] = ValueShape.Number,
        ["multipleOf"] = ValueShape.Number,
        ["minItems"] = ValueShape.Count,
        ["maxItems"] = ValueShape.Count,
        ["uniqueItems"] = ValueShape.Boolean,
        ["minProperties"] = ValueShape.Count,
        ["maxProperties"] = ValueShape.Count,
    };

    /// <summary>Keywords that forbid shapes which a generated reader accepts.</summary>
    public static readonly ISet<string> Unsupported = new HashSet<string>
    {
        "patternProperties", "propertyNames", "dependencies", "additionalItems", "contains", "not", "if", "then", "else",
    };

    /// <summary>Keywords that limit single values. Readers let such values through; the documentation of the member states them, and the contract's fixtures keep to them.</summary>
    public static readonly string[] Limits =
    [
        "const", "enum", "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];
}
