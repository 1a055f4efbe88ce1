using System.Text.Json;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Tests.Schemas;

/// <summary>The official test suite of JSON Schema, draft-07, in the folder JsonSchemaTestSuite: what its tests ask, and what the evaluator of the fixtures answers.</summary>
internal static class OfficialSuite
{
    /// <summary>Where the suite expects its remote schemas, and what it says of the draft itself.</summary>
    private const string Remotes = "http://localhost:1234/";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "JsonSchemaTestSuite");

    /// <summary>The outcome of each test, in the order of the files.</summary>
    public static IReadOnlyList<SuiteOutcome> Run() => [.. Directory.EnumerateFiles(Path.Combine(Folder, "tests")).Order(StringComparer.Ordinal).SelectMany(RunFile)];

    private static IEnumerable<SuiteOutcome> RunFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var group in document.RootElement.EnumerateArray())
        {
            var (schema, refusal) = Read(group.GetProperty("schema").Clone());
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var isRight = schema is not null && SchemaEvaluator.IsValid(schema, PhpValues.Of(test.GetProperty("data"))) == test.GetProperty("valid").GetBoolean();
                yield return new(Path.GetFileNameWithoutExtension(path), $"{group.GetProperty("description")}: {test.GetProperty("description")}", isRight, refusal);
            }
        }
    }

    private static (Schema? Schema, string? Refusal) Read(JsonElement schema)
    {
        var index = new SchemaIndex<SchemaElement>();
        var root = new SchemaElement(schema);
        index.Add(new Uri("https://suite.example/schema.json"), root);
        var remotes = Path.Combine(Folder, "remotes");
        foreach (var file in Directory.EnumerateFiles(remotes, "*.json", SearchOption.AllDirectories))
            index.Add(new Uri(Remotes + Path.GetRelativePath(remotes, file).Replace('\\', '/')), Parse(file));
        index.Add(new Uri("http://json-schema.org/draft-07/schema"), Parse(Path.Combine(Folder, "draft-07.json")));
        try
        {
            return (new SchemaReader(index).Read(root), null);
        }
        catch (SchemaException refusal)
        {
            return (null, refusal.Message);
        }
    }

    private static SchemaElement Parse(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return new SchemaElement(document.RootElement.Clone());
    }
}

/// <summary>What came of one test of the suite.</summary>
/// <param name="File">Its file, without the ending.</param>
/// <param name="Name">What it asks.</param>
/// <param name="IsRight">Whether the evaluator gives the answer of the suite.</param>
/// <param name="Refusal">Why the reader refuses the schema; null where it does not.</param>
internal sealed record SuiteOutcome(string File, string Name, bool IsRight, string? Refusal);
