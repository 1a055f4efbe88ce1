using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Reads a choice between sets of properties as one object.</summary>
internal static class Choices
{
    /// <summary>The object that has the properties of all branches, and must have those that each of them requires.</summary>
    public static JsonObject Merge(JsonArray choice)
    {
        var properties = PartChoices.AllProperties(choice.Items, Descriptions.AreEqual)
            .Select(property => new JsonMember(property.Name, NameIn(choice, property.Name), AnyOf(property.Descriptions, choice.Span)));
        var required = PartChoices.AlwaysRequired(choice.Items).Select(name => new JsonString(choice.Span, name));
        return new(choice.Span,
        [
            Member("properties", new JsonObject(choice.Span, [.. properties])),
            Member("required", new JsonArray(choice.Span, [.. required])),
            Member("additionalProperties", new JsonBoolean(choice.Span, !PartChoices.AreClosed(choice.Items))),
        ]);
    }

    private static JsonValue AnyOf(IReadOnlyList<JsonValue> descriptions, TextSpan span) => descriptions switch
    {
        [] => new JsonBoolean(span, true),
        [var only] => only,
        _ => new JsonObject(descriptions[0].Span, WithRole(Member("anyOf", new JsonArray(descriptions[0].Span, descriptions)), PartChoices.StrictRole(descriptions))),
    };

    private static IReadOnlyList<JsonMember> WithRole(JsonMember choice, JsonValue? role) => role is null ? [choice] : [choice, Member(OwnKeywords.Role, role)];

    private static TextSpan NameIn(JsonArray choice, string name) =>
        choice.Items.OfType<JsonObject>().SelectMany(branch => (branch["properties"] as JsonObject)?.Members ?? []).FirstOrDefault(member => member.Name == name)?.NameSpan ?? choice.Span;

    private static JsonMember Member(string name, JsonValue value) => new(name, value.Span, value);
}
