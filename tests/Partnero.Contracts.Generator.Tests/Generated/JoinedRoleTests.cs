using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>The parts of an <c>allOf</c> have roles: the narrower description counts, and a strict role of either.</summary>
public sealed class JoinedRoleTests
{
    private const string Definitions = "https://partnero-contracts.example/schemas/definitions/";

    private const string Money = "{\"type\": \"number\", \"x-role\": \"money\"}";

    public static TheoryData<string, string> Strict => new()
    {
        { $$"""{"allOf": [{"$ref": "{{Definitions}}amount.schema.json"}, {"type": "number"}]}""", "[]" },
        { $$"""{"allOf": [{{Money}}, {"type": "integer"}]}""", "[]" },
        { $$"""{"allOf": [{{Money}}, {"type": "integer", "x-role": "code"}]}""", "[]" },
        { """{"allOf": [{"type": ["string", "integer"], "x-role": "identity"}, {"type": "string"}]}""", "[]" },
        { """{"allOf": [{"type": "object", "x-role": "reference", "properties": {"id": {"type": "string"}}}, {"properties": {"email": {"type": "string"}}}]}""", "[]" },
        { """{"allOf": [{"type": "object", "x-role": "reference", "properties": {"id": {"type": "string"}}}], "required": ["id"]}""", "5" },
        { $$"""{"allOf": [{"$ref": "{{Definitions}}reference.schema.json"}, {"type": "object"}]}""", "[]" },
        { $$"""{"allOf": [{"type": "object"}, {"$ref": "{{Definitions}}reference.schema.json"}]}""", "{}" },
        { $$"""{"allOf": [{"$ref": "{{Definitions}}reference.schema.json"}, {"type": "string"}]}""", "{}" },
    };

    [Theory]
    [MemberData(nameof(Strict))]
    public void A_value_of_a_strict_part_is_never_left_out(string value, string json)
    {
        var assembly = Compiles($$"""{"type": "object", "properties": {"it": {{value}} } }""");

        Assert.Equal("/data/it", Refused(assembly, $$"""{"it":{{json}}}""")[..8]);
    }

    [Theory]
    [InlineData(Money, "{\"type\": \"integer\"}", "[]")]
    [InlineData("{\"type\": \"array\", \"items\": " + Money + "}", "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}", "[[]]")]
    [InlineData("{\"anyOf\": [" + Money + ", {\"type\": \"null\"}]}", "{\"type\": \"integer\"}", "true")]
    [InlineData("{\"type\": \"object\", \"x-role\": \"reference\", \"properties\": {\"id\": {\"type\": \"string\"}}}", "{\"type\": \"object\", \"properties\": {\"email\": {\"type\": \"string\"}}}", "5")]
    public void A_property_that_is_described_twice_is_strict_where_either_is(string one, string other, string json)
    {
        foreach (var (first, second) in new[] { (one, other), (other, one) })
        {
            var assembly = Compiles($$"""{"allOf": [{"type": "object", "properties": {"it": {{first}} } }, {"type": "object", "properties": {"it": {{second}} } }]}""");
            Assert.Equal("/data/it", Refused(assembly, $$"""{"it":{{json}}}""")[..8]);
        }
    }

    [Fact]
    public void An_event_that_narrows_a_built_in_amount_never_leaves_it_out()
    {
        var assembly = Compiles($$"""{"allOf": [{"$ref": "{{Definitions}}transaction.schema.json"}, {"properties": {"amount": {"type": "number"} } }], "required": ["key"]}""");

        Assert.Equal("/data/amount", Refused(assembly, """{"key":"k","amount":[]}"""));
        Assert.Equal(5m, assembly.Read(Payloads.Body("order.paid", """{"key":"k","amount":5}""")).Data.Amount);
    }

    [Fact]
    public void A_reference_that_is_narrowed_to_an_object_keeps_its_properties()
    {
        const string narrow = """{"type": "object"}""";
        foreach (var parts in new[] { $$"""{"$ref": "{{Definitions}}reference.schema.json"}, {{narrow}}""", $$"""{{narrow}}, {"$ref": "{{Definitions}}reference.schema.json"}""" })
        {
            var assembly = Compiles($$"""{"type": "object", "properties": {"it": {"allOf": [{{parts}}]} } }""");
            Assert.Equal("p1", assembly.Read(Payloads.Body("order.paid", """{"it":{"id":"p1"}}""")).Data.It.Id);
        }
    }

    [Fact]
    public void A_reference_of_two_descriptions_keeps_the_properties_of_both()
    {
        var assembly = Compiles($$"""
            {"allOf": [
              {"type": "object", "properties": {"it": {"$ref": "{{Definitions}}reference.schema.json"} } },
              {"properties": {"it": {"type": "object", "properties": {"phone": {"type": "string"} } } } }
            ]}
            """);

        var it = assembly.Read(Payloads.Body("order.paid", """{"it":{"id":"p1","phone":"5"}}""")).Data.It;
        Assert.Equal(("p1", "5"), ((string)it.Id, (string)it.Phone));
        Assert.Equal("/data/it/id", Refused(assembly, """{"it":{"phone":"5"}}"""));
    }

    [Fact]
    public void What_holds_itself_is_strict_there_too()
    {
        var assembly = Compiles("""{"type": "object", "properties": {"by": {"$ref": "#/definitions/person"}}, "definitions": {"person": {"type": "object", "x-role": "reference", "properties": {"id": {"type": "string"}, "by": {"$ref": "#/definitions/person"}}}}}""");

        Assert.Equal("/data/by/by", Refused(assembly, """{"by":{"id":"a","by":5}}"""));
    }

    private static string Refused(GeneratedAssembly assembly, string data) =>
        Assert.Throws<PayloadException>(() => { assembly.Read(Payloads.Body("order.paid", data)); }).Pointer;

    private static GeneratedAssembly Compiles(string schema)
    {
        var run = GeneratorRun.Of([SchemaInput.Event("order.paid", schema), .. BuiltInSchemas.Definitions]);
        Assert.Empty(run.Diagnostics);
        return run.Compile();
    }
}
