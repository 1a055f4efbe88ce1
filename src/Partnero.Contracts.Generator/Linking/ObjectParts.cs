using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>One of the objects that <c>allOf</c> composes into one.</summary>
internal readonly record struct ObjectPart(SchemaFile File, JsonObject Schema);

/// <summary>Takes <c>allOf</c> apart.</summary>
internal static class ObjectParts
{
    private static readonly string[] Annotations = ["$schema", "$id", "$comment", "title", "description", "default", "examples", "definitions", "$defs"];

    /// <summary>Whether a schema is another one with more properties required, and nothing else.</summary>
    public static bool OnlyRequires(JsonObject schema, out JsonValue shared, out IReadOnlyList<string> required)
    {
        shared = schema;
        required = [];
        if (schema["allOf"] is not JsonArray allOf || schema.Members.Any(member => member.Name is not ("allOf" or "required") && !Annotations.Contains(member.Name)))
            return false;
        var adding = allOf.Items.OfType<JsonObject>().Where(IsOnlyRequired).ToList();
        var others = allOf.Items.Where(item => item is not JsonObject part || !adding.Contains(part)).ToList();
        if (others.Count != 1)
            return false;
        shared = others[0];
        required = [.. adding.Append(schema).SelectMany(Required).Distinct()];
        return true;
    }

    /// <summary>The objects that a schema is composed of; null where one is no object.</summary>
    public static IReadOnlyList<ObjectPart>? Flatten(SchemaNode node, SchemaSet schemas)
    {
        var parts = new List<ObjectPart>();
        return Collect(node, schemas, parts, []) ? parts : null;
    }

    /// <summary>The properties of all parts in order. A property that is required and not described may be anything.</summary>
    public static IEnumerable<(SchemaFile File, JsonMember Name, JsonValue Schema, bool IsRequired)> Properties(IReadOnlyList<ObjectPart> parts)
    {
        var required = new HashSet<string>(parts.SelectMany(part => Required(part.Schema)));
        var seen = new HashSet<string>();
        foreach (var part in parts)
        {
            foreach (var member in (part.Schema["properties"] as JsonObject)?.Members ?? [])
            {
                if (seen.Add(member.Name))
                    yield return (part.File, member, member.Value, required.Contains(member.Name));
            }
        }

        foreach (var part in parts)
        {
            foreach (var name in ((part.Schema["required"] as JsonArray)?.Items ?? []).OfType<JsonString>().Where(name => seen.Add(name.Value)))
                yield return (part.File, new JsonMember(name.Value, name.Span, new JsonBoolean(name.Span, true)), new JsonBoolean(name.Span, true), true);
        }
    }

    private static bool Collect(SchemaNode node, SchemaSet schemas, List<ObjectPart> parts, HashSet<JsonValue> seen)
    {
        if (node.Schema is not JsonObject schema || !seen.Add(schema))
            return false;
        if (schema["$ref"] is JsonString reference)
            return schemas.Find(node.File, reference.Value).Node is { } target && Collect(target, schemas, parts, seen);
        if (schema.Branches().Count > 0 || schema.Types() is not ([] or ["object"]))
            return false;
        parts.Add(new ObjectPart(node.File, schema));
        return schema["allOf"] is not JsonArray allOf || allOf.Items.All(item => Collect(node with { Schema = item }, schemas, parts, seen));
    }

    private static bool IsOnlyRequired(JsonObject schema) =>
        schema.Members.All(member => member.Name == "required" || Annotations.Contains(member.Name));

    private static IEnumerable<string> Required(JsonObject schema) =>
        ((schema["required"] as JsonArray)?.Items ?? []).OfType<JsonString>().Select(name => name.Value);
}
