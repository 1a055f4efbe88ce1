using System;
using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>All schema files of a compilation, found by <c>$id</c> or by path.</summary>
internal sealed class SchemaSet(IReadOnlyList<SchemaFile> files)
{
    /// <summary>Finds what a <c>$ref</c> points to: in the file itself, by <c>$id</c>, or by a path relative to the file.</summary>
    /// <returns>The schema, or why there is none.</returns>
    public (SchemaNode? Node, string Why) Find(SchemaFile from, string reference)
    {
        var hash = reference.IndexOf('#');
        var address = hash < 0 ? reference : reference.Substring(0, hash);
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference.Substring(hash + 1));

        var file = address.Length == 0 ? from : FindFile(from, address);
        if (file is null)
            return (null, "no schema file has this $id, or stands at this path; add it as a PartneroSchema item (with Kind=\"definition\" if it describes no event)");
        if (file.Root is null)
            return (null, $"{file.Source.Path} could not be read");

        var target = Follow(file.Root, fragment);
        return target is null ? (null, $"there is no '#{fragment}' in {file.Source.Path}") : (new SchemaNode(file, target), "");
    }

    /// <summary>Follows references to the schema that they lead to, as far as they lead.</summary>
    public SchemaNode Resolve(SchemaNode node)
    {
        var seen = new HashSet<JsonValue>();
        while (node.Schema is JsonObject schema && schema["$ref"] is JsonString reference && seen.Add(schema)
            && Find(node.File, reference.Value).Node is { } target)
        {
            node = target;
        }

        return node;
    }

    private SchemaFile? FindFile(SchemaFile from, string address)
    {
        var wanted = from.Id is { } id && Uri.TryCreate(id, address, out var relative) ? relative
            : Uri.TryCreate(address, UriKind.Absolute, out var absolute) ? absolute
            : null;
        var path = Normalize(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(from.Source.Path) ?? "", address));

        // A file of the project wins over a built-in one of the same $id.
        return Pick(files.Where(file => wanted is not null && file.Id == wanted))
            ?? Pick(files.Where(file => Normalize(file.Source.Path) == path));
    }

    private static SchemaFile? Pick(IEnumerable<SchemaFile> found) =>
        found.OrderBy(file => file.Source.IsBuiltIn).FirstOrDefault();

    private static JsonValue? Follow(JsonValue root, string fragment)
    {
        if (fragment.Length == 0)
            return root;
        if (fragment[0] != '/')
            return null;
        JsonValue? at = root;
        foreach (var token in fragment.Substring(1).Split('/').Select(token => token.Replace("~1", "/").Replace("~0", "~")))
        {
            at = at switch
            {
                JsonObject parent => parent[token],
                JsonArray parent when int.TryParse(token, out var index) && index >= 0 && index < parent.Items.Count => parent.Items[index],
                _ => null,
            };
        }

        return at;
    }

    private static string Normalize(string path)
    {
        var kept = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && kept.Count > 0 && kept[kept.Count - 1] is not ("" or ".."))
                kept.RemoveAt(kept.Count - 1);
            else if (part != ".")
                kept.Add(part);
        }

        return string.Join("/", kept);
    }
}

/// <summary>A schema within a file.</summary>
internal readonly record struct SchemaNode(SchemaFile File, JsonValue Schema);
