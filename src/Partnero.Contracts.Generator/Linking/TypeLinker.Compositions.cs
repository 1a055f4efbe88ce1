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
        if (ObjectParts.OnlyRequires(schema, out var only, out var required) && required.Count == 0)
            return Link(node with { Schema = only }, name);
        var parts = ObjectParts.Flatten(node, schemas);
        if (parts is not null && ObjectParts.SpeakOfObjects(parts))
            return Object(node, schema, parts, name, null);

        if (Descriptions.JoinAll(node, schema, schemas) is { } joined)
            return Link(joined, name);

        // A reference that leads nowhere is the better thing to say, where there is one.
        var before = diagnostics.Count;
        foreach (var part in ((JsonArray)schema["allOf"]!).Items.Where(part => schemas.Resolve(node with { Schema = part }).Schema is JsonObject target && (target["$ref"] ?? target["allOf"]) is not null))
            Link(node with { Schema = part }, name);
        return diagnostics.Count > before ? Any : Unsupported(node, "parts of allOf that are not all objects");
    }
}
