using System.Linq;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>What a schema says of single values, in words for the documentation of a member.</summary>
internal static class Limits
{
    public static string Describe(JsonObject? schema) => schema is null
        ? ""
        : string.Join(", ", CodeKeywords.Limits
            .Select(keyword => (keyword, value: schema[keyword]))
            .Where(limit => limit.value is not null && !(limit.keyword == "enum" && ((JsonValue)schema).KnownTexts() is not null))
            .Select(limit => $"{limit.keyword} {Text(limit.value!)}"));

    private static string Text(JsonValue value) => value switch
    {
        JsonNumber number => number.Text,
        JsonString text => text.Value,
        JsonBoolean boolean => boolean.Value ? "true" : "false",
        JsonArray list => string.Join(" or ", list.Items.Select(Text)),
        _ => value.Kind,
    };
}
