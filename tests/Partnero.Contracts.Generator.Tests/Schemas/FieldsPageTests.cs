using System.Text;
using System.Text.Json.Nodes;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Schemas;

/// <summary>The page of all fields says what the schemas say: it is written from them, where <c>PARTNERO_ACCEPT_SNAPSHOTS=1</c> is set.</summary>
public sealed class FieldsPageTests
{
    private const string Begin = "<!-- written by FieldsPageTests -->";

    private static readonly string Page = Path.Combine(Folders.Schemas, "..", "docs", "fields.md");

    [Fact]
    public void The_page_lists_every_field_with_its_sources()
    {
        var text = File.ReadAllText(Page).ReplaceLineEndings("\n");
        var written = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + "\n\n" + Tables();
        if (Environment.GetEnvironmentVariable(SnapshotFolder.AcceptVariable) == "1")
            File.WriteAllText(Page, written);
        Assert.Equal(written, File.ReadAllText(Page).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_field_and_every_event_says_which_sources_show_it()
    {
        Assert.All(Events(), one => Assert.NotEmpty(Sources(one.Schema)));
        Assert.All(Events().Select(one => one.Payload).Distinct().SelectMany(payload => Fields(Definition(payload), "", [])), field => Assert.False(field.Sources.Length == 0, field.Name));
    }

    private static string Tables()
    {
        var page = new StringBuilder("| Event | Sources |\n|---|---|\n");
        foreach (var (name, schema, _) in Events())
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{name}` | {Sources(schema)} |\n");
        foreach (var group in Events().GroupBy(one => one.Payload))
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n## {Definition(group.Key)["title"]}\n\nThe payload of {string.Join(", ", group.Select(one => $"`{one.Name}`"))}.\n\n| Field | Type | Role | Sources | What it is |\n|---|---|---|---|---|\n");
            foreach (var field in Fields(Definition(group.Key), "", []))
                page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{field.Name}` | {field.Type} | {field.Role} | {field.Sources} | {field.Description} |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<(string Name, JsonNode Schema, string Payload)> Events() => Directory.EnumerateFiles(Path.Combine(Folders.Schemas, "events")).Order(StringComparer.Ordinal)
        .Select(file => (Path.GetFileName(file)[..^".schema.json".Length], JsonNode.Parse(File.ReadAllText(file))!))
        .Select(one => (one.Item1, one.Item2, Path.GetFileName((string)one.Item2["allOf"]![0]!["$ref"]!)));

    /// <summary>The fields of an object, and those of the objects within it. What is part of itself is not walked again.</summary>
    private static IEnumerable<(string Name, string Type, string Role, string Sources, string Description)> Fields(JsonNode schema, string prefix, string[] within)
    {
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            var parts = Parts(property!).ToList();
            yield return (
                prefix + name,
                string.Join(" or ", parts.SelectMany(Types).Distinct()),
                parts.Select(part => (string?)part["x-role"]).FirstOrDefault(role => role is not null) ?? "",
                Sources(property!),
                (string?)property!["description"] ?? "");
            foreach (var inner in parts.Where(part => part["properties"] is not null || part["items"] is not null))
            {
                if ((inner["items"] is { } items ? Parts(items) : [inner]).FirstOrDefault(part => part["properties"] is not null) is not { } holder)
                    continue;
                var title = (string?)holder["title"] ?? name;
                if (title is "Reference" or "Tag" || within.Contains(title))
                    continue;
                foreach (var field in Fields(holder, $"{prefix}{name}{(inner["items"] is null ? "." : "[].")}", [.. within, title]))
                    yield return field;
            }
        }
    }

    /// <summary>What a property may be: itself, what it refers to, and the branches of a choice.</summary>
    private static IEnumerable<JsonNode> Parts(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
            return Parts(Definition((string)reference!)).Prepend(schema);
        return schema["anyOf"] is JsonArray branches ? branches.SelectMany(branch => Parts(branch!)).Prepend(schema) : [schema];
    }

    private static IEnumerable<string> Types(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => (string)type!),
        { } type => [(string?)schema["format"] is { } format && format == "date-time" ? "date and time" : (string)type!],
        _ => schema["$ref"] is null && schema["anyOf"] is null ? ["anything"] : [],
    };

    /// <summary>The sources; a dash where it is said that none shows it, and nothing where nothing is said.</summary>
    private static string Sources(JsonNode schema) => schema["x-sources"] switch
    {
        JsonArray { Count: > 0 } sources => string.Join(", ", sources.Select(source => (string)source!)),
        JsonArray => "–",
        _ => "",
    };

    private static JsonNode Definition(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folders.Schemas, "definitions", file)))!;
}
