using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Joins the parts of an <c>allOf</c>.</summary>
internal sealed partial class TypeLinker
{
    private ValueModel LinkComposition(SchemaNode node, JsonObject schema, string name)
    {
        if (SchemaParts<JsonValue>.OnlyRequires(schema, out var only, out var required) && required.Count == 0)
            return Link(schemas.InItsFile(only), name);
        if (schemas.Parts.Flatten(schema, mayBeNull: true) is { } parts && SchemaParts<JsonValue>.SpeakOfObjects(parts))
            return Object(node, schema, parts, name, new(ValueKind.Object, IsNullable: schemas.Idioms.AllowsNull(schema)));

        if (schemas.Joiner.JoinAll(schema) is { } joined)
            return Link(schemas.InItsFile(joined), name);

        // A reference that leads nowhere is the better thing to say, where there is one.
        var before = diagnostics.Count;
        foreach (var part in ((JsonArray)schema["allOf"]!).Items.Where(part => schemas.Resolve(node with { Schema = part }).Schema is JsonObject target && (target["$ref"] ?? target["allOf"]) is not null))
            Link(node with { Schema = part }, name);
        return diagnostics.Count > before ? Any : Unsupported(node, "parts of allOf that are not all objects");
    }
}
