using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Idioms;

public sealed class SpellingTests
{
    public static TheoryData<string> EmptyLists =>
    [
        """{"type": "array", "maxItems": 0}""", """{"type": "array", "items": false}""", """{"type": "array", "items": {"not": {}}}""", """{"const": []}""", """{"enum": [[]]}""",
    ];

    [Theory]
    [MemberData(nameof(EmptyLists))]
    public void An_object_or_an_empty_list_is_a_map_however_the_list_is_written_and_whichever_comes_first(string list)
    {
        foreach (var branches in new[] { $$"""{"type": "object"}, {{list}}""", $$"""{{list}}, {"type": "object"}""" })
        {
            var run = Run($$"""{"anyOf": [{{branches}}]}""");
            Assert.Empty(run.Diagnostics);
            Assert.Empty((IReadOnlyDictionary<string, System.Text.Json.JsonElement>)run.Compile().Read(Payloads.Body("order.paid", """{"what":[]}""")).Data.What);
        }
    }

    [Fact]
    public void A_bare_id_or_null_may_stand_for_an_object_with_an_id()
    {
        var run = Run("""{"anyOf": [{"type": ["string", "null"]}, {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}]}""");
        Assert.Empty(run.Diagnostics);
        var assembly = run.Compile();

        Assert.Equal("a", assembly.Read(Payloads.Body("order.paid", """{"what":"a"}""")).Data.What.Id);
        Assert.Null(assembly.Read(Payloads.Body("order.paid", """{"what":null}""")).Data.What);
    }

    [Fact]
    public void A_reference_may_lead_to_a_part_that_has_an_address_of_its_own()
    {
        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", """
            {"$id": "https://shop.example.com/order.json", "type": "object", "properties": {"one": {"$ref": "parts/id.json"}, "other": {"$ref": "#named"}},
             "definitions": {"id": {"$id": "parts/id.json", "type": "integer"}, "other": {"$id": "#named", "type": "integer"}}}
            """));

        Assert.Empty(run.Diagnostics);
        Assert.All(new[] { "One", "Other" }, name => Assert.Equal(typeof(long?), run.Compile().Type("OrderPaidData").GetProperty(name)!.PropertyType));
    }

    [Fact]
    public void What_forbids_anything_beside_a_reference_is_refused_and_what_describes_it_is_no_matter()
    {
        var run = Run("""{"$ref": "#/definitions/id", "maxLength": 3, "description": "An id.", "x-own": 1}""");

        Assert.Equal("PTN0013", Assert.Single(run.Diagnostics).Id);
        Assert.Contains("'maxLength'", run.Diagnostics[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static GeneratorRun Run(string what) =>
        GeneratorRun.Of(SchemaInput.Event("order.paid", $$$"""{"type": "object", "properties": {"what": {{{what}}} }, "definitions": {"id": {"type": "string"} } }"""));
}
