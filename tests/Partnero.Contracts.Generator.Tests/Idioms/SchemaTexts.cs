using FsCheck;
using FsCheck.Fluent;

namespace Partnero.Contracts.Generator.Tests.Idioms;

/// <summary>A union as text: its branches, in the order in which they are written, and the keyword that holds them.</summary>
internal sealed record UnionText(string Keyword, IReadOnlyList<string> Branches)
{
    /// <summary>What branches may refer to.</summary>
    public const string Definitions = """
        {"text": {"type": "string"}, "set": {"enum": ["a", "b"]}, "id": {"type": ["integer", "string"]}, "map": {"type": "object"}, "never": {"not": {}},
         "none": {"type": "array", "items": {"$ref": "#/definitions/never"}}, "reference": {"type": "object", "required": ["id"], "properties": {"id": {"$ref": "#/definitions/id"}}},
         "maps": {"anyOf": [{"const": []}, {"$ref": "#/definitions/map"}]}, "loop": {"$ref": "#/definitions/loop"}}
        """;

    public UnionText Swapped => this with { Branches = [.. Branches.Reverse()] };

    public override string ToString() => $$"""{"{{Keyword}}": [{{string.Join(", ", Branches)}}]}""";
}

/// <summary>Schemas at random: the idioms in all their spellings, and what is nearly one.</summary>
internal static class SchemaTexts
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "null", "array", "object"];

    private static readonly string[] Idiomatic =
    [
        """{"type": "array", "maxItems": 0}""", """{"type": "array", "items": false}""", """{"type": "array", "items": {"not": {}}}""", """{"type": "array", "items": {"not": true}}""",
        """{"const": []}""", """{"enum": [[]]}""", """{"type": "array", "enum": [[], []]}""", """{"type": "array", "maxItems": 1}""", """{"enum": [[], [1]]}""", """{"enum": [[], "a"]}""",
        """{"type": "object"}""", """{"type": "object", "additionalProperties": {"type": "string"}}""", """{"type": "object", "additionalProperties": false}""",
        """{"type": "object", "properties": {}}""", """{"type": "object", "properties": {"a": {"type": "string"}}}""", """{"type": ["object", "null"]}""",
        """{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}""", """{"type": "object", "required": ["id"]}""",
        """{"type": "object", "required": ["value"], "properties": {"value": {"type": ["string", "integer"]}}}""", """{"type": "object", "required": ["id"], "properties": {"id": {"type": "boolean"}}}""",
        """{"type": "object", "required": ["id", "name"], "properties": {"id": {"$ref": "#/definitions/id"}}}""", """{"type": "object", "required": ["a", "b"]}""",
        """{"type": "array", "items": {"type": "string"}}""", """{"type": "array"}""", """{"type": "string"}""", """{"type": "string", "format": "email"}""", """{"enum": ["x", "y"]}""",
        """{"const": "z"}""", """{"type": "string", "enum": ["q"]}""", """{"enum": ["x", null]}""", """{"enum": ["x", 1]}""", """{"enum": [1.0, 2]}""", """{"enum": [1.5]}""",
        """{"type": "array", "maxItems": 0.0}""", """{"type": ["object", "array"], "maxItems": 0}""", """{"type": ["array", "object", "null"], "items": false, "additionalProperties": {"type": "string"}}""",
        """{"type": ["object", "array"], "items": {"$ref": "#/definitions/never"}, "properties": {"a": {"type": "string"}}}""", """{"type": ["object", "array"], "maxItems": 1}""", """{"type": ["object", "array"], "properties": {"a": {"type": "string"}}}""",
        """{"allOf": [{"$ref": "#/definitions/map"}], "description": "A map."}""", """{"allOf": [{"$ref": "#/definitions/none"}]}""", """{"allOf": [{"type": "string"}, {"minLength": 1}]}""",
        """{"allOf": [{"type": ["string", "null"]}, {"minLength": 1}]}""", """{"allOf": [{"type": ["string", "null"]}, {"type": "string"}]}""", """{"enum": ["x", "y", null]}""", """{"type": ["string", "null"], "enum": ["x", "y", null]}""", """{"type": "null"}""", """{"const": null}""", """{"type": ["string", "null"]}""", """{"type": "integer"}""", """{"type": "number"}""", """{"type": ["integer", "string"]}""",
        """{"type": ["number", "string", "null"]}""", """{"type": "boolean"}""", "true", "false", "{}", """{"$ref": "#/definitions/nowhere"}""",
        .. new[] { "text", "set", "id", "map", "none", "reference", "maps", "loop" }.Select(name => $$"""{"$ref": "#/definitions/{{name}}"}"""),
    ];

    public static Arbitrary<UnionText> Unions => Arb.From(Union(2), Shrink);

    private static Gen<UnionText> Union(int depth) =>
        from keyword in Gen.Elements("anyOf", "oneOf")
        from count in Gen.Choose(1, 3)
        from branches in Gen.ListOf(Branch(depth), count)
        select new UnionText(keyword, [.. branches]);

    private static Gen<string> Branch(int depth) => Gen.Frequency(
        (8, Gen.Elements(Idiomatic)),
        (2, Gen.NonEmptyListOf(Gen.Elements(Types)).Select(types => $$"""{"type": ["{{string.Join("\", \"", types.Distinct())}}"]}""")),
        (depth > 0 ? 1 : 0, depth > 0 ? Union(depth - 1).Select(union => union.ToString()) : Gen.Constant("true")));

    private static IEnumerable<UnionText> Shrink(UnionText union) => union.Branches.Count == 1
        ? []
        : union.Branches.Select((_, i) => union with { Branches = [.. union.Branches.Where((_, at) => at != i)] });
}
