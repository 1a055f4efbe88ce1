using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>Which fields of a consumer's own schema may deviate: their roles and what can be null decide.</summary>
public sealed class OwnDeviationTests(OwnDeviationTests.Generated generated) : IClassFixture<OwnDeviationTests.Generated>
{
    private const string Schema = """
        {
          "type": "object",
          "required": ["number", "title"],
          "properties": {
            "number": {"type": ["string", "integer"], "x-role": "identity"},
            "title": {"type": "string"},
            "total": {"type": "number", "x-role": "money"},
            "discount": {"$ref": "#/definitions/price"},
            "weight": {"type": "number"},
            "pieces": {"type": "integer"},
            "gift": {"type": "boolean"},
            "kind": {"enum": ["small", "large"]},
            "prices": {"type": "array", "items": {"$ref": "#/definitions/price"}},
            "marks": {"type": "array", "items": {"type": ["string", "null"]}},
            "names": {"type": "object", "additionalProperties": {"type": "string"}},
            "note": {"type": ["string", "null"]},
            "address": {
              "type": "object",
              "required": ["street"],
              "properties": {"street": {"type": "string"}, "floor": {"type": "integer"}, "fee": {"type": "number", "x-role": "money"}}
            },
            "old": {"allOf": [{"$ref": "#/definitions/price"}], "x-role": "code"}
          },
          "definitions": {"price": {"type": "number", "x-role": "money"}}
        }
        """;

    private const string Whole = "\"number\":1,\"title\":\"T\",";

    [Theory]
    [InlineData("\"weight\":\"heavy\"", "/data/weight", "/data/weight")]
    [InlineData("\"pieces\":1.5", "/data/pieces", "/data/pieces")]
    [InlineData("\"gift\":1", "/data/gift", "/data/gift")]
    [InlineData("\"kind\":7", "/data/kind", "/data/kind")]
    [InlineData("\"note\":[]", "/data/note", "/data/note")]
    [InlineData("\"marks\":[\"a\",5,null]", "/data/marks/1", "/data/marks/1")]
    [InlineData("\"names\":{\"a\":\"b\",\"c\":5}", "/data/names", "/data/names/c")]
    [InlineData("\"names\":[\"b\",{}]", "/data/names", "/data/names/1")]
    [InlineData("\"prices\":{\"a\":1,\"b\":2},\"gift\":0", "/data/gift", "/data/gift")]
    [InlineData("\"prices\":5", "/data/prices", "/data/prices")]
    [InlineData("\"address\":{\"street\":5}", "/data/address", "/data/address/street")]
    [InlineData("\"address\":{\"street\":\"S\",\"floor\":\"first\"}", "/data/address/floor", "/data/address/floor")]
    [InlineData("\"address\":\"S 5\"", "/data/address", "/data/address")]
    [InlineData("\"old\":true", "/data/old", "/data/old")]
    public void A_field_of_no_strict_role_deviates(string field, string pointer, string cause)
    {
        IReadOnlyList<PayloadDeviation> deviations = generated.Assembly.Read(Payloads.Body("order.paid", $"{{{Whole}{field}}}")).Deviations;

        var deviation = Assert.Single(deviations);
        Assert.Equal((pointer, cause), (deviation.Pointer, deviation.Cause));
    }

    [Theory]
    [InlineData("\"number\":true,\"title\":\"T\"", "/data/number")]
    [InlineData("\"number\":1,\"title\":5", "/data/title")]
    [InlineData("\"number\":1", "/data/title")]
    [InlineData(Whole + "\"total\":\"x\"", "/data/total")]
    [InlineData(Whole + "\"discount\":{}", "/data/discount")]
    [InlineData(Whole + "\"prices\":[1,true]", "/data/prices/1")]
    [InlineData(Whole + "\"address\":{\"street\":\"S\",\"fee\":\"x\"}", "/data/address/fee")]
    [InlineData(Whole + "\"address\":{\"floor\":1}", "/data/address/street")]
    public void A_strict_field_and_one_that_must_be_there_make_the_payload_unreadable(string data, string pointer) =>
        Assert.Equal(pointer, Assert.Throws<PayloadException>(() => { generated.Assembly.Read(Payloads.Body("order.paid", $"{{{data}}}")); }).Pointer);

    [Fact]
    public void What_an_event_requires_of_a_shared_type_and_deviates_is_refused_for_what_it_is()
    {
        var assembly = GeneratorRun.Of(SchemaInput.Event("order.paid", """
            {"allOf": [{"title": "Order", "type": "object", "properties": {"note": {"type": "string"}}}], "required": ["note"]}
            """)).Compile();

        var refusal = Assert.Throws<PayloadException>(() => { assembly.Read(Payloads.Body("order.paid", """{"note":5}""")); });
        Assert.Equal("/data/note", refusal.Pointer);
        Assert.Contains("must be a string, and is a number", refusal.Message, StringComparison.Ordinal);
    }

    public sealed class Generated
    {
        internal GeneratedAssembly Assembly { get; } = GeneratorRun.Of(SchemaInput.Event("order.paid", Schema)).Compile();
    }
}
