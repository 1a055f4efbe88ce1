using System.Text.Json;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Received;

/// <summary>Reads a choice between sets of properties as one object, as the generator does.</summary>
internal static class ReadableChoices
{
    /// <summary>The object that has the properties of all branches, and must have those that each of them requires.</summary>
    public static SchemaElement Merge(SchemaElement choice)
    {
        var properties = PartChoices.AllProperties(choice.Items, ReadableDescriptions.AreEqual).Select(property => KeyValuePair.Create(property.Name, AnyOf(property.Descriptions)));
        return SchemaElement.Of(
        [
            new("properties", SchemaElement.Of(properties)),
            new("required", new(JsonSerializer.SerializeToElement(PartChoices.AlwaysRequired(choice.Items)))),
            new("additionalProperties", new(JsonSerializer.SerializeToElement(!PartChoices.AreClosed(choice.Items)))),
        ]);
    }

    private static SchemaElement AnyOf(IReadOnlyList<SchemaElement> descriptions) => descriptions switch
    {
        [] => new(JsonSerializer.SerializeToElement(true)),
        [var only] => only,
        _ => SchemaElement.Of(WithRole(new("anyOf", SchemaElement.ListOf(descriptions)), PartChoices.StrictRole(descriptions))),
    };

    private static KeyValuePair<string, SchemaElement>[] WithRole(KeyValuePair<string, SchemaElement> choice, SchemaElement? role) => role is null ? [choice] : [choice, new(OwnKeywords.Role, role)];
}
