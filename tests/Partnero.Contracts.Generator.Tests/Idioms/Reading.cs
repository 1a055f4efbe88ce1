extern alias fixtures;

using System.Text.Json;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;
using OfFixtures = fixtures::Partnero.Contracts.Schemas;
using SchemaElement = fixtures::Partnero.Contracts.Testing.Schemas.SchemaElement;

namespace Partnero.Contracts.Generator.Tests.Idioms;

/// <summary>What a reader of schemas makes of a union.</summary>
internal sealed record Reading(string Idiom, bool IsNullable, string? Identity, string Branches)
{
    private static readonly Uri Address = new("https://shop.example.com/union.schema.json");

    public static Reading OfGenerator(UnionText union)
    {
        var root = JsonParser.Parse(Document(union));
        var index = new SchemaIndex<JsonValue>();
        index.Add(Address, root);
        var reading = new SchemaIdioms<JsonValue>(index).Of(((ISchemaNode<JsonValue>)root).Member("union")!);
        return new(reading.Idiom.ToString(), reading.IsNullable, reading.Identity, Show(union, reading.Branches.Select(branch => (branch.Index, branch.Part.ToString()))));
    }

    public static Reading OfFixtures(UnionText union)
    {
        var root = new SchemaElement(JsonDocument.Parse(Document(union)).RootElement);
        var index = new OfFixtures.SchemaIndex<SchemaElement>();
        index.Add(Address, root);
        var reading = new OfFixtures.SchemaIdioms<SchemaElement>(index).Of(root.Member("union")!);
        return new(reading.Idiom.ToString(), reading.IsNullable, reading.Identity, Show(union, reading.Branches.Select(branch => (branch.Index, branch.Part.ToString()))));
    }

    private static string Document(UnionText union) => $$"""{"definitions": {{UnionText.Definitions}}, "union": {{union}}}""";

    /// <summary>By what stands in a branch and not by where: those of one part in an order of their own.</summary>
    private static string Show(UnionText union, IEnumerable<(int Index, string Part)> branches) =>
        string.Join("\n", branches.GroupBy(branch => branch.Part).Select(part => $"{part.Key}: {string.Join(" ", part.Select(branch => union.Branches[branch.Index]).Order(StringComparer.Ordinal))}"));
}
