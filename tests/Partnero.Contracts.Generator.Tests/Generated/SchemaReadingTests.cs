using System.Text.Json;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>What schemas say in unusual ways is read as what it means, and no value vanishes or turns into another.</summary>
public sealed class SchemaReadingTests
{
    [Theory]
    [InlineData("""{"type": ["string", "null"], "enum": ["x", "y", null]}""")]
    [InlineData("""{"enum": ["x", "y", null]}""")]
    [InlineData("""{"oneOf": [{"enum": ["x", "y"]}, {"const": null}]}""")]
    [InlineData("""{"anyOf": [{"enum": [null]}, {"type": "string", "enum": ["x", "y"]}]}""")]
    public void A_null_in_a_list_or_map_of_a_nullable_set_is_null(string set)
    {
        var assembly = Compiles($$"""{"type": "object", "properties": {"one": {{set}}, "list": {"type": "array", "items": {{set}} }, "map": {"type": "object", "additionalProperties": {{set}} } } }""");

        var data = assembly.Read(Payloads.Body("order.paid", """{"one":null,"list":["x",null],"map":{"a":null,"b":"y"}}""")).Data;
        Assert.Null(data.One);
        Assert.Equal("x", data.List[0].Value);
        Assert.Null(data.List[1]);
        Assert.Null(data.Map["a"]);
        Assert.Equal("y", data.Map["b"].Value);
    }

    [Theory]
    [InlineData("""{"type": "array", "maxItems": 0}""")]
    [InlineData("""{"type": "array", "maxItems": 0.0}""")]
    [InlineData("""{"type": "array", "items": {"$ref": "#/definitions/never"}}""")]
    [InlineData("""{"enum": [[]]}""")]
    public void A_typed_map_or_an_empty_list_keeps_its_names(string empty)
    {
        const string map = """{"type": "object", "additionalProperties": {"type": "string"}}""";
        foreach (var branches in new[] { $"{map}, {empty}", $"{empty}, {map}" })
            IsMap($$"""{"anyOf": [{{branches}}]}""");
    }

    [Theory]
    [InlineData("""{"type": ["object", "array"], "maxItems": 0, "additionalProperties": {"type": "string"}}""")]
    [InlineData("""{"type": ["array", "null", "object"], "items": false, "additionalProperties": {"type": "string"}}""")]
    [InlineData("""{"type": ["array", "object"], "additionalProperties": {"type": "string"}}""")]
    [InlineData("""{"anyOf": [{"type": "array", "maxItems": 0}, {"allOf": [{"$ref": "#/definitions/map"}], "description": "A map."}]}""")]
    public void A_map_or_an_empty_list_may_be_one_schema_or_lie_behind_a_wrapper(string schema) => IsMap(schema);

    [Theory]
    [InlineData("""{"type": ["array", "object"], "maxItems": 0, "properties": {"city": {"type": "string"}}}""")]
    [InlineData("""{"type": ["object", "array"], "properties": {"city": {"type": "string"}}}""")]
    public void A_described_object_or_an_empty_list_may_be_one_schema(string schema)
    {
        var assembly = Compiles($$"""{"type": "object", "properties": {"it": {{schema}} } } """);

        Assert.Null(assembly.Read(Payloads.Body("order.paid", """{"it":[]}""")).Data.It);
        Assert.Equal("Ulm", assembly.Read(Payloads.Body("order.paid", """{"it":{"city":"Ulm"}}""")).Data.It.City);
        IReadOnlyList<PayloadDeviation> deviations = assembly.Read(Payloads.Body("order.paid", """{"it":["Ulm"]}""")).Deviations;
        Assert.Equal("/data/it", Assert.Single(deviations).Pointer);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "additionalProperties": true""")]
    public void An_object_or_a_list_of_which_no_more_is_said_is_a_map_and_loses_nothing(string beside)
    {
        var assembly = Compiles($$"""{"type": "object", "properties": {"it": {"type": ["object", "array"]{{beside}} } } } """);

        Assert.Empty(Map("[]"));
        Assert.Equal("7", Map("""{"gift":7}""")["gift"].GetRawText());
        Assert.Equal("[8]", Map("[7,[8]]")["1"].GetRawText());

        IReadOnlyDictionary<string, JsonElement> Map(string json) => assembly.Read(Payloads.Body("order.paid", $$"""{"it":{{json}} } """)).Data.It;
    }

    [Theory]
    [InlineData("""{"type": ["object", "array"], "items": {"type": "string"}, "properties": {"city": {"type": "string"}}}""")]
    [InlineData("""{"type": ["object", "array"], "minItems": 1}""")]
    public void An_object_or_a_list_that_is_described_is_PTN0009(string schema) =>
        Assert.Equal("PTN0009", Assert.Single(Run($$"""{"type": "object", "properties": {"it": {{schema}} } } """).Diagnostics).Id);

    [Fact]
    public void What_a_pattern_of_names_allows_is_kept_in_a_closed_object()
    {
        var run = Run("""{"type": "object", "properties": {"id": {"type": "string"}}, "patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": false}""");
        Assert.Equal("PTN0005", Assert.Single(run.Diagnostics).Id);

        var kept = run.Compile().Read(Payloads.Body("order.paid", """{"id":"1","x-a":3}""")).Data.AdditionalProperties;
        Assert.Equal(3, kept["x-a"].GetInt32());
    }

    [Fact]
    public void A_pattern_that_allows_nothing_opens_no_object() => Assert.Null(
        Run("""{"type": "object", "properties": {"id": {"type": "string"}}, "patternProperties": {"^x-": false}, "additionalProperties": false}""").Compile().Type("OrderPaidData").GetProperty("AdditionalProperties"));

    [Theory]
    [InlineData("""{"$ref": "#/definitions/money"}, {"minimum": 5}""", typeof(decimal?))]
    [InlineData("""{"minimum": 5}, {"$ref": "#/definitions/money"}""", typeof(decimal?))]
    [InlineData("""{"type": ["string", "null"]}, {"type": "string", "format": "date-time"}""", typeof(DateTimeOffset?))]
    [InlineData("""{"anyOf": [{"type": "integer"}, {"type": "null"}]}, {"maximum": 3}""", typeof(long?))]
    public void An_allOf_of_a_single_value_is_the_narrowest_of_its_parts(string parts, Type expected)
    {
        var assembly = Compiles($$$$$"""{"type": "object", "properties": {"it": {"allOf": [{{{{{parts}}}}}]}}, "definitions": {"money": {"type": "number"}}}""");

        Assert.Equal(expected, assembly.Type("OrderPaidData").GetProperty("It")!.PropertyType);
    }

    [Fact]
    public void A_property_that_an_event_requires_may_be_null_where_all_parts_of_its_allOf_allow_it()
    {
        var assembly = Compiles("""{"allOf": [{"type": "object", "properties": {"note": {"allOf": [{"type": ["string", "null"]}, {"maxLength": 9}]}}}], "required": ["note"]}""");

        Assert.Null(assembly.Read(Payloads.Body("order.paid", """{"note":null}""")).Data.Note);
        Assert.Throws<PayloadException>(() => { assembly.Read(Payloads.Body("order.paid", "{}")); });
    }

    [Fact]
    public void An_allOf_of_objects_or_null_is_a_record_or_null()
    {
        var assembly = Compiles("""{"type": "object", "required": ["it"], "properties": {"it": {"allOf": [{"type": ["object", "null"], "properties": {"a": {"type": "string"}}}, {"required": ["a"]}]}}}""");

        Assert.Null(assembly.Read(Payloads.Body("order.paid", """{"it":null}""")).Data.It);
        Assert.Equal("x", assembly.Read(Payloads.Body("order.paid", """{"it":{"a":"x"}}""")).Data.It.A);
    }

    [Theory]
    [InlineData("""{"enum": ["a", "b"]}, {"enum": ["b", "c"]}""")]
    [InlineData("""{"type": "array", "items": {"type": "string"}}, {"items": {"minLength": 1}}""")]
    public void An_allOf_of_which_no_part_is_the_narrowest_is_PTN0009(string parts) =>
        Assert.Contains(Run($$$$$"""{"type": "object", "properties": {"it": {"allOf": [{{{{{parts}}}}}]}}}""").Diagnostics, diagnostic => diagnostic.Id == "PTN0009");

    [Theory]
    [InlineData("""{"enum": ["a", "b"]}""", """{"enum": ["b", "a", "c"]}""", "OrderPaidDataIt")]
    [InlineData("""{"type": "array", "items": {"type": "string"}}""", """{"type": "array", "items": {"type": ["string", "null"]}}""", "IReadOnlyList`1")]
    [InlineData("""{"type": "integer"}""", """{"anyOf": [{"type": "number"}, {"type": "null"}]}""", "Int64")]
    public void Of_two_descriptions_the_narrower_counts_however_it_is_written(string narrow, string wide, string type)
    {
        foreach (var (first, second) in new[] { (narrow, wide), (wide, narrow) })
        {
            var assembly = Compiles($$$$"""{"allOf": [{"type": "object", "properties": {"it": {{{{first}}}}}}, {"type": "object", "properties": {"it": {{{{second}}}}}}]}""");
            var property = assembly.Type("OrderPaidData").GetProperty("It")!.PropertyType;
            Assert.Equal(type, (Nullable.GetUnderlyingType(property) ?? property).Name);
        }
    }

    [Theory]
    [InlineData("#/definitions/my%20thing", "MyThing")]
    [InlineData("#/definitions/a%25~1b", "AB")]
    [InlineData("a%20file.schema.json", "AFile")]
    [InlineData("%C3%BC.schema.json#/definitions/x%22y", "XY")]
    public void An_encoded_name_in_a_reference_is_the_name(string reference, string type)
    {
        const string thing = """{"type": "object", "properties": {"n": {"type": "integer"}}}""";
        var run = GeneratorRun.Of(
            SchemaInput.Event("order.paid", $$$$$"""{"type": "object", "properties": {"it": {"$ref": "{{{{{reference}}}}}"}}, "definitions": {"my thing": {{{{{thing}}}}}, "a%/b": {{{{{thing}}}}}}}"""),
            SchemaInput.Definition("a file", thing),
            SchemaInput.Definition("ü", $$$$$"""{"definitions": {"x\"y": {{{{{thing}}}}}}}"""));

        Assert.Empty(run.Diagnostics);
        Assert.Equal(type, run.Compile().Type("OrderPaidData").GetProperty("It")!.PropertyType.Name);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("enum")]
    [InlineData("const")]
    [InlineData("examples")]
    public void A_property_may_have_the_name_of_a_keyword_and_be_referred_to(string name)
    {
        var assembly = Compiles($$$$$"""{"type": "object", "properties": {"{{{{{name}}}}}": {"type": "integer"}, "it": {"$ref": "#/properties/{{{{{name}}}}}"}}}""");

        Assert.Equal(typeof(long?), assembly.Type("OrderPaidData").GetProperty("It")!.PropertyType);
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("2e0")]
    [InlineData("9007199254740991")]
    public void A_count_may_be_written_in_every_way(string count) =>
        Compiles($$"""{"type": "object", "maxProperties": {{count}}, "properties": {"it": {"type": "string", "minLength": {{count}} } } }""");

    [Theory]
    [InlineData("2025-01-15t10:30:00z", "2025-01-15T10:30:00Z")]
    [InlineData("2025-01-15T10:30:00.123456789Z", "2025-01-15T10:30:00.1234567Z")]
    [InlineData("2025-01-15t10:30:00.12345678901234567890+02:00", "2025-01-15T10:30:00.1234567+02:00")]
    public void A_moment_of_RFC_3339_is_read_however_it_is_written(string text, string moment)
    {
        var data = Compiles("""{"type": "object", "properties": {"at": {"type": "string", "format": "date-time"}}}""").Read(Payloads.Body("order.paid", $$"""{"at":"{{text}}"}""")).Data;

        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), data.At);
    }

    [Fact]
    public void Definitions_of_one_name_and_one_shape_are_one_type_though_they_refer_to_others_and_to_themselves()
    {
        const string schema = """{"type": "object", "properties": {"n": {"$ref": "#/definitions/node"}}, "definitions": {"node": {"type": "object", "properties": {"leaf": {"$ref": "#/definitions/leaf"}, "next": {"$ref": "#/definitions/node"}}}, "leaf": {"type": "object", "properties": {"v": {"type": "string"}}}}}""";

        var same = GeneratorRun.Of(SchemaInput.Event("order.paid", schema), SchemaInput.Event("order.sent", schema));
        Assert.Empty(same.Diagnostics);
        Assert.Equal("Node", same.Compile().Type("OrderSentData").GetProperty("N")!.PropertyType.Name);

        var other = GeneratorRun.Of(SchemaInput.Event("order.paid", schema), SchemaInput.Event("order.sent", schema.Replace("\"v\": {\"type\": \"string\"}", "\"v\": {\"type\": \"integer\"}", StringComparison.Ordinal)));
        Assert.Contains(other.Diagnostics, diagnostic => diagnostic.Id == "PTN0007");
    }

    private static void IsMap(string schema)
    {
        var assembly = Compiles($$$$$"""{"type": "object", "properties": {"it": {{{{{schema}}}}}}, "definitions": {"never": {"not": {}}, "map": {"type": "object", "additionalProperties": {"type": "string"}}}}""");

        Assert.Empty((IReadOnlyDictionary<string, string>)assembly.Read(Payloads.Body("order.paid", """{"it":[]}""")).Data.It);
        Assert.Equal("yes", ((IReadOnlyDictionary<string, string>)assembly.Read(Payloads.Body("order.paid", """{"it":{"gift":"yes"}}""")).Data.It)["gift"]);
    }

    private static GeneratorRun Run(string schema) => GeneratorRun.Of(SchemaInput.Event("order.paid", schema));

    private static GeneratedAssembly Compiles(string schema)
    {
        var run = Run(schema);
        Assert.Empty(run.Diagnostics.Where(diagnostic => diagnostic.Id != "PTN0005" || !schema.Contains("\"never\"", StringComparison.Ordinal)));
        return run.Compile();
    }
}
