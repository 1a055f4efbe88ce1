using System.Collections.Generic;

namespace Partnero.Contracts.Generator.Parsing;

/// <summary>What generated code makes of keywords.</summary>
internal static class CodeKeywords
{
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
