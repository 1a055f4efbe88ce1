using System;
using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>One of the objects that <c>allOf</c> composes into one.</summary>
internal readonly record struct ObjectPart(SchemaFile File, JsonObject Schema);

/// <summary>A property of a composed object.</summary>
/// <param name="File">Where it is described.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Schema">Its description.</param>
/// <param name="IsRequired">Whether any part requires it.</param>
internal sealed record ObjectProperty(SchemaFile File, JsonMember Name, JsonValue Schema, bool IsRequired)
{
    /// <summary>A description that cannot be joined with the first one.</summary>
    public (SchemaFile File, JsonMember Name)? Conflict { get; init; }
}

/// <summary>Takes <c>allOf</c> apart.</summary>
internal static class ObjectParts
{
    /// <summary>Whether a schema is another one with more properties required, and nothing else.</summary>
    public static bool OnlyRequires(JsonObject schema, out JsonValue shared, out IReadOnlyList<string> required)
    {
        shared = schema;
        required = [];
        if (schema["allOf"] is not JsonArray allOf || schema.Members.Any(member => member.Name is not ("allOf" or "required") && !Keywords.IsAnnotation(member.Name)))
            return false;
        var adding = allOf.Items.OfType<JsonObject>().Where(IsOnlyRequired).ToList();
        var others = allOf.Items.Where(item => item is not JsonObject part || !adding.Contains(part)).ToList();
        if (others.Count != 1)
            return false;
        shared = others[0];
        required = [.. adding.Append(schema).SelectMany(Required).Distinct()];
        return true;
    }

    /// <summary>
    /// Whether an event can check on a type that others share what it requires beyond it. It cannot where the type
    /// has no place for a property, or does not tell an absent one from null.
    /// </summary>
    public static bool CanShare(SchemaNode shared, IReadOnlyList<string> required, SchemaSet schemas)
    {
        if (required.Count == 0)
            return true;
        if (Flatten(shared, schemas) is not { } parts)
            return false;
        var described = Properties(parts, schemas).ToDictionary(property => property.Name.Name);
        return described.Count > 0 && required.All(name => described.TryGetValue(name, out var property)
            ? property.IsRequired || !schemas.Idioms.Of(property.Schema).IsNullable
            : IsOpen(parts));
    }

    /// <summary>Whether any of the parts says that it is an object, or what is in one: of a part without a type, that is not known.</summary>
    public static bool SpeakOfObjects(IReadOnlyList<ObjectPart> parts) =>
        parts.Any(part => part.Schema.Members.Any(member => member.Name is "type" or "properties" or "required" or "additionalProperties" or "patternProperties"));

    /// <summary>Whether properties that are not described are allowed, be it by a pattern of their names.</summary>
    public static bool IsOpen(IReadOnlyList<ObjectPart> parts) =>
        !parts.Any(part => part.Schema["additionalProperties"] is JsonBoolean { Value: false }
            && (part.Schema["patternProperties"] as JsonObject)?.Members.Any(pattern => !pattern.Value.ForbidsEverything()) != true);

    /// <summary>The objects that a schema is composed of; null where one is no object.</summary>
    public static IReadOnlyList<ObjectPart>? Flatten(SchemaNode node, SchemaSet schemas)
    {
        var parts = new List<ObjectPart>();
        return Collect(node, schemas, parts, []) ? parts : null;
    }

    /// <summary>
    /// The properties of all parts in order; of several descriptions of one, what holds where all do. A property that is required and not
    /// described may be anything.
    /// </summary>
    public static IReadOnlyList<ObjectProperty> Properties(IReadOnlyList<ObjectPart> parts, SchemaSet schemas)
    {
        var required = new HashSet<string>(parts.SelectMany(part => Required(part.Schema)));
        var properties = new List<ObjectProperty>();
        foreach (var part in parts)
        {
            foreach (var member in (part.Schema["properties"] as JsonObject)?.Members ?? [])
            {
                var at = properties.FindIndex(property => property.Name.Name == member.Name);
                if (at < 0)
                    properties.Add(new(part.File, member, member.Value, required.Contains(member.Name)));
                else if (Descriptions.Join(new(properties[at].File, properties[at].Schema), new(part.File, member.Value), schemas) is not { } joined)
                    properties[at] = properties[at] with { Conflict = (part.File, member) };
                else if (ReferenceEquals(joined.Schema, member.Value))
                    properties[at] = properties[at] with { File = part.File, Name = member, Schema = joined.Schema };
                else
                    properties[at] = properties[at] with { File = joined.File, Schema = joined.Schema };
            }
        }

        foreach (var part in parts)
        {
            foreach (var name in ((part.Schema["required"] as JsonArray)?.Items ?? []).OfType<JsonString>().Where(name => !properties.Exists(property => property.Name.Name == name.Value)))
                properties.Add(new(part.File, new JsonMember(name.Value, name.Span, new JsonBoolean(name.Span, true)), new JsonBoolean(name.Span, true), true));
        }

        return properties;
    }

    private static bool Collect(SchemaNode node, SchemaSet schemas, List<ObjectPart> parts, HashSet<JsonValue> path)
    {
        if (node.Schema is not JsonObject schema || !path.Add(schema))
            return false;
        var isComposed = parts.Any(part => ReferenceEquals(part.Schema, schema)) || CollectNew(node, schema, schemas, parts, path);
        path.Remove(schema);
        return isComposed;
    }

    private static bool CollectNew(SchemaNode node, JsonObject schema, SchemaSet schemas, List<ObjectPart> parts, HashSet<JsonValue> path)
    {
        if (schema["$ref"] is JsonString reference)
            return schemas.Find(schema, reference.Value).Node is { } target && Collect(target, schemas, parts, path);
        if ((node.Schema.Branches().Count > 0 && node.Schema.ChoiceOfParts() is null) || node.Schema.DeclaredTypes() is not ([] or [JsonTypes.Object]) || (node.Schema.Types() & JsonTypes.Object) == 0)
            return false;
        parts.AddRange(WithChoice(node, schemas));
        return schema["allOf"] is not JsonArray allOf || allOf.Items.All(item => Collect(node with { Schema = item }, schemas, parts, path));
    }

    /// <summary>An object, and what the branches of a choice in it come to together, if there is one.</summary>
    public static IReadOnlyList<ObjectPart> WithChoice(SchemaNode node, SchemaSet schemas)
    {
        var part = new ObjectPart(node.File, (JsonObject)node.Schema);
        return node.Schema.ChoiceOfParts() is { } choice ? [part, part with { Schema = schemas.Merged((JsonArray)part.Schema[choice]!) }] : [part];
    }

    private static bool IsOnlyRequired(JsonObject schema) =>
        schema.Members.All(member => member.Name == "required" || Keywords.IsAnnotation(member.Name));

    private static IEnumerable<string> Required(JsonObject schema) =>
        ((schema["required"] as JsonArray)?.Items ?? []).OfType<JsonString>().Select(name => name.Value);
}
