using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

public sealed class HostileSchemaTests
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "\"\"", "\"#\"", "\"object\"", "[]", "{}", "[null]", "[{}]", "[[]]", "{\"a\":null}", "{\"a\":{}}",
        "{\"$ref\":\"#\"}", "[{\"$ref\":\"#\"}]", "{\"a\":{\"$ref\":\"#\"}}", "{\"type\":\"object\"}", "[{\"type\":\"null\"}]",
    ];

    public static TheoryData<string> KeywordNames => [.. Partnero.Contracts.Schemas.Keywords.Shapes.Keys];

    /// <remarks>The run itself fails where an exception escapes.</remarks>
    [Theory]
    [MemberData(nameof(KeywordNames))]
    public void Whatever_the_value_of_a_keyword_no_exception_escapes(string keyword) => GeneratorRun.Of(Schemas(keyword));

    [Theory]
    [InlineData("type")]
    [InlineData("properties")]
    [InlineData("required")]
    [InlineData("additionalProperties")]
    [InlineData("items")]
    [InlineData("allOf")]
    [InlineData("anyOf")]
    [InlineData("$ref")]
    public void Whatever_the_value_of_a_keyword_that_makes_types_the_code_compiles(string keyword) => GeneratorRun.Of(Schemas(keyword)).Compile();

    private static IEnumerable<SchemaInput> Schemas(string keyword) => Values
        .SelectMany(value => new[]
        {
            $$"""{"type": "object", "properties": {"a": {"{{keyword}}": {{value}} } } }""",
            $$"""{"allOf": [{"type": "object"}, {"{{keyword}}": {{value}} }], "required": ["a"]}""",
            $$"""{"anyOf": [{"type": "null"}, {"{{keyword}}": {{value}} }]}""",
        })
        .Select((text, n) => SchemaInput.Event($"case.n{n}", text))
        .Prepend(SchemaInput.Event("order.paid", "true"));

    [Fact]
    public void A_long_chain_of_references_is_followed()
    {
        var links = string.Join(',', Enumerable.Range(0, 500).Select(n => $$"""  "d{{n}}": {"$ref": "#/definitions/d{{n + 1}}"} """));

        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", $$"""{"$ref": "#/definitions/d0", "definitions": { {{links}}, "d500": {"type": "object"} } }"""));

        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void Choices_that_meet_again_at_each_of_many_levels_are_read_once_each()
    {
        var levels = string.Join(',', Enumerable.Range(0, 60).Select(n => $$"""  "d{{n}}": {"anyOf": [{"$ref": "#/definitions/d{{n + 1}}"}, {"$ref": "#/definitions/d{{n + 1}}"}]} """));

        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", $$"""{"allOf": [{"$ref": "#/definitions/d0"}, {"minLength": 1}], "definitions": { {{levels}}, "d60": {"type": "string"} } }"""));

        Assert.All(run.Diagnostics, diagnostic => Assert.Equal("PTN0009", diagnostic.Id));
        Assert.NotEmpty(run.Diagnostics);
    }
}
