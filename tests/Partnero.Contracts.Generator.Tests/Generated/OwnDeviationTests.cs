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
            "rooms": {"type": "array", "items": {"$ref": "#/definitions/room"}},
            "stay": {"type": "object", "required": ["room"], "properties": {"room": {"$ref": "#/definitions/room"}}},
            "sale": {
              "type": "object",
              "required": ["price"],
              "properties": {
                "price": {"$ref": "#/definitions/price"},
                "buyer": {"title": "Buyer", "type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}, "x-role": "reference"},
                "payers": {"type": "array", "items": {"$ref": "#/definitions/payer"}}
              }
            },
            "old": {"allOf": [{"$ref": "#/definitions/price"}], "x-role": "code"}
          },
          "definitions": {
            "price": {"type": "number", "x-role": "money"},
            "room": {"title": "Room", "type": "object", "required": ["number"], "properties": {"number": {"type": "integer"}, "beds": {"type": "integer"}}},
            "payer": {"title": "Payer", "type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}, "x-role": "reference"}
          }
        }
        """;

    private const string Whole = "\"number\":1,\"title\":\"T\",";

    private const string Nullable = """
        {"anyOf": [{"type": "object", "required": ["id", "title"], "properties": {"id": {"type": "string", "x-role": "identity"}, "title": {"type": "string"}}}, {"type": "null"}]}
        """;

    [Theory]
    [InlineData("[]", "/data must be an object, and is a list")]
    [InlineData("\"x\"", "/data must be an object, and is a string")]
    [InlineData("""{"id":"1"}""", "/data is left out: /data/title must be a value, and is absent or null")]
    [InlineData("null", "")]
    public void A_payload_that_may_be_null_is_that_where_it_has_another_type(string data, string words)
    {
        var webhook = GeneratorRun.Of(SchemaInput.Event("order.paid", Nullable)).Compile().Dispatcher.Read(System.Text.Encoding.UTF8.GetBytes(Payloads.Body("order.paid", data)));

        Assert.Null(((dynamic)webhook).Data);
        Assert.Equal(words, string.Join("; ", webhook.Deviations));
    }

    [Fact]
    public void A_payload_that_may_be_null_is_unreadable_without_its_identity_all_the_same() => Assert.Equal("/data/id", Assert.Throws<PayloadException>(
        () => GeneratorRun.Of(SchemaInput.Event("order.paid", Nullable)).Compile().Dispatcher.Read(System.Text.Encoding.UTF8.GetBytes(Payloads.Body("order.paid", """{"title":"T"}""")))).Pointer);

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
    [InlineData("\"address\":{\"floor\":1}", "/data/address", "/data/address/street")]
    [InlineData("\"address\":{\"street\":null}", "/data/address", "/data/address/street")]
    [InlineData("\"rooms\":[{\"number\":1},{\"beds\":2}]", "/data/rooms", "/data/rooms/1/number")]
    [InlineData("\"stay\":{\"room\":{}}", "/data/stay", "/data/stay/room/number")]
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
    [InlineData(Whole + "\"sale\":{\"payers\":[]}", "/data/sale/price")]
    [InlineData(Whole + "\"sale\":{\"price\":null}", "/data/sale/price")]
    [InlineData(Whole + "\"sale\":{\"price\":1,\"buyer\":{}}", "/data/sale/buyer/name")]
    [InlineData(Whole + "\"sale\":{\"price\":1,\"buyer\":{\"name\":5}}", "/data/sale/buyer/name")]
    [InlineData(Whole + "\"sale\":{\"price\":1,\"payers\":[{}]}", "/data/sale/payers/0/name")]
    [InlineData(Whole + "\"sale\":{\"price\":1,\"payers\":{\"a\":{\"name\":[]}}}", "/data/sale/payers/a/name")]
    public void A_strict_field_and_one_that_must_be_there_make_the_payload_unreadable(string data, string pointer) =>
        Assert.Equal(pointer, Assert.Throws<PayloadException>(() => { generated.Assembly.Read(Payloads.Body("order.paid", $"{{{data}}}")); }).Pointer);

    [Fact]
    public void What_is_missing_is_said_to_be_so()
    {
        PartneroWebhook webhook = generated.Assembly.Read(Payloads.Body("order.paid", $$"""{{{Whole}}"rooms":[{}]}"""));

        var deviation = Assert.Single(webhook.Deviations);
        Assert.Equal("/data/rooms is left out: /data/rooms/0/number must be a value, and is absent or null", deviation.ToString());
        Assert.Equal("[{}]", deviation.Value.GetRawText());
    }

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
