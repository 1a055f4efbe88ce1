using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>Schemas that lead back to themselves, describe a property twice, or say one thing in several ways.</summary>
public sealed class ComposedSchemaTests
{
    private const string Linked = """
        "type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "next": {"$ref": "#/definitions/wrapped"}}
        """;

    [Theory]
    [InlineData("""{"oneOf": [{"type": "null"}, {"$ref": "#/definitions/node"}]}""")]
    [InlineData("""{"anyOf": [{"$ref": "#/definitions/node"}, {"const": null}]}""")]
    [InlineData("""{"allOf": [{"$ref": "#/definitions/node"}], "description": "A node."}""")]
    [InlineData("""{"$ref": "#/definitions/node"}""")]
    public void A_definition_that_wraps_an_object_which_refers_to_it_is_a_record(string wrapper)
    {
        var assembly = Compiles($$"""{"type": "object", "properties": {"first": {"$ref": "#/definitions/wrapped"} }, "definitions": {"wrapped": {{wrapper}} , "node": { {{Linked}} } } } """);

        Assert.Equal("2", assembly.Read(Payloads.Body("order.paid", """{"first":{"id":"1","next":{"id":"2","next":null}}}""")).Data.First.Next.Id);
    }

    [Fact]
    public void The_whole_schema_may_be_a_reference_that_a_part_leads_back_to()
    {
        var assembly = Compiles("""
            {"$ref": "#/definitions/Category", "definitions": {"Category": {"type": "object", "properties": {"id": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#"}}}}}}
            """);

        Assert.Equal("b", assembly.Read(Payloads.Body("order.paid", """{"id":"a","children":[{"id":"b"}]}""")).Data.Children[0].Id);
    }

    [Theory]
    [InlineData("""{"type": "object", "properties": {"id": {"type": "string"}, "kids": {"type": "array", "items": {"allOf": [{"$ref": "#"}, {"required": ["id"]}]}}}}""")]
    [InlineData("""{"type": "object", "properties": {"id": {"type": "string"}, "kids": {"type": "array", "items": {"allOf": [{"$ref": "#"}, {"properties": {"x": {"type": "string"}}}]}}}}""")]
    [InlineData("""{"allOf": [{"$ref": "#/definitions/node"}], "required": ["id"], "definitions": {"node": {"type": "object", "properties": {"id": {"type": "string"}, "kids": {"type": "array", "items": {"$ref": "#"}}}}}}""")]
    [InlineData("""{"type": "object", "properties": {"id": {"type": "string"}, "kids": {"anyOf": [{"type": "array", "items": {"allOf": [{"$ref": "#"}, {"required": ["id"]}]}}, {"type": "object", "additionalProperties": {"$ref": "#"}}]}}}""")]
    [InlineData("""{"type": "object", "properties": {"id": {"type": "string"}, "kids": {"type": "array", "items": {"anyOf": [{"allOf": [{"$ref": "#"}, {"required": ["id"]}]}, {"type": "null"}]}}}}""")]
    public void A_tree_whose_nodes_say_more_of_themselves_is_made_of_records(string schema)
    {
        var data = Compiles(schema).Read(Payloads.Body("order.paid", """{"id":"a","kids":[{"id":"b","kids":[{"id":"c","kids":[{"id":"d"}]}]}]}""")).Data;

        Assert.Equal("d", data.Kids[0].Kids[0].Kids[0].Id);
    }

    [Fact]
    public void A_tree_by_names_whose_nodes_say_more_of_themselves_is_made_of_records()
    {
        var data = Compiles("""{"type": "object", "properties": {"id": {"type": "string"}, "kids": {"type": "object", "additionalProperties": {"type": "array", "items": {"allOf": [{"$ref": "#"}, {"required": ["id"]}]}}}}}""")
            .Read(Payloads.Body("order.paid", """{"id":"a","kids":{"x":[{"id":"b","kids":{"y":[{"id":"c"}]}}]}}""")).Data;

        Assert.Equal("c", data.Kids["x"][0].Kids["y"][0].Id);
    }

    [Fact]
    public void A_node_or_an_empty_list_may_hold_itself()
    {
        var data = Compiles("""
            {"type": "object", "properties": {"first": {"$ref": "#/definitions/node"}}, "definitions": {"node": {
              "anyOf": [{"type": "object", "properties": {"id": {"type": "string"}, "next": {"$ref": "#/definitions/node"}}}, {"type": "array", "maxItems": 0}]}}}
            """).Read(Payloads.Body("order.paid", """{"first":{"id":"1","next":{"id":"2","next":[]}}}""")).Data;

        Assert.Equal("2", data.First.Next.Id);
        Assert.Null(data.First.Next.Next);
    }

    [Fact]
    public void A_node_that_says_more_of_the_node_in_it_is_read()
    {
        var data = Compiles("""{"type": "object", "properties": {"kid": {"type": "object", "allOf": [{"$ref": "#"}, {"properties": {"kid": {"type": "object", "properties": {"y": {"type": "string"}}}}}]}}}""")
            .Read(Payloads.Body("order.paid", """{"kid":{"kid":{"y":"1","kid":{"y":"2"}}}}""")).Data;

        Assert.Equal("2", data.Kid.Kid.Kid.Y);
    }

    [Theory]
    [InlineData("""{"type": "object", "additionalProperties": {"$ref": "#/definitions/tree"}}""", "is a map that holds nothing but itself")]
    [InlineData("""{"type": "array", "items": {"$ref": "#/definitions/tree"}}""", "is a list that holds nothing but itself")]
    [InlineData("""{"$ref": "#/definitions/tree"}""", "leads back to itself and describes nothing")]
    public void What_holds_nothing_but_itself_is_called_so(string tree, string words) => Assert.Contains(
        words,
        Assert.Single(Run($$"""{"type": "object", "properties": {"tree": {"$ref": "#/definitions/tree"} }, "definitions": {"tree": {{tree}} } } """).Diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type": "string"}""", """{"type": ["string", "null"]}""", "String")]
    [InlineData("""{"type": "integer"}""", """{"type": "number"}""", "Int64")]
    [InlineData("""{"type": "string", "format": "date-time"}""", """{"type": "string"}""", "DateTimeOffset")]
    [InlineData("""{"type": "boolean"}""", "true", "Boolean")]
    [InlineData("""{"type": "boolean"}""", """{"description": "Whatever."}""", "Boolean")]
    [InlineData("""{"enum": ["a", "b"]}""", """{"type": "string"}""", "OrderPaidDataIt")]
    [InlineData("""{"type": "object", "properties": {"code": {"type": "string"}}}""", """{"type": "object"}""", "OrderPaidDataIt")]
    public void Of_two_descriptions_the_narrower_counts_in_either_order(string narrow, string wide, string type)
    {
        foreach (var (first, second) in new[] { (narrow, wide), (wide, narrow) })
        {
            var property = Compiles(Twice(first, second)).Type("OrderPaidData").GetProperty("It")!.PropertyType;
            Assert.Equal(type, (Nullable.GetUnderlyingType(property) ?? property).Name);
        }
    }

    [Fact]
    public void Two_descriptions_of_an_object_are_one_with_the_properties_of_both()
    {
        var assembly = Compiles(Twice("""{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}""", """{"type": "object", "properties": {"b": {"type": "integer"}}}"""));
        var it = assembly.Read(Payloads.Body("order.paid", """{"it":{"a":"x","b":7}}""")).Data.It;

        Assert.Equal(("x", 7L), ((string)it.A, (long)it.B));
    }

    [Theory]
    [InlineData("""{"type": "string"}""", """{"type": "number"}""")]
    [InlineData("""{"type": ["string", "null"]}""", """{"type": ["string", "integer"]}""")]
    public void Two_descriptions_that_cannot_be_joined_are_PTN0012_at_the_second(string one, string other) =>
        MarkedSchema.Event(Twice(one, other).Replace("\"it\": " + other, "«\"it\"»: " + other, StringComparison.Ordinal)).Reports("PTN0012", Microsoft.CodeAnalysis.DiagnosticSeverity.Error);

    [Theory]
    [InlineData("{\"type\": \"array\", \"maxItems\": 0}")]
    [InlineData("{\"type\": \"array\", \"items\": false}")]
    [InlineData("{\"type\": \"array\", \"items\": {\"not\": {}}}")]
    [InlineData("{\"const\": []}")]
    [InlineData("{\"enum\": [[]]}")]
    public void A_described_object_or_an_empty_list_is_the_record_and_null_for_the_list(string empty)
    {
        const string address = """{"type": "object", "properties": {"city": {"type": "string"}}}""";
        foreach (var branches in new[] { $"{address}, {empty}", $"{empty}, {address}" })
        {
            var assembly = Compiles($$"""{"type": "object", "required": ["must"], "properties": {"may": {"oneOf": [{{branches}}]}, "must": {"oneOf": [{{branches}}]}, "many": {"type": "array", "items": {"oneOf": [{{branches}}]} } } }""");

            var data = assembly.Read(Payloads.Body("order.paid", """{"may":{"city":"Rome"},"must":[],"many":[[],{"city":"Ulm"}]}""")).Data;
            Assert.Equal("Rome", data.May.City);
            Assert.Null(data.Must);
            Assert.Null(data.Many[0]);
            Assert.Equal("Ulm", data.Many[1].City);

            IReadOnlyList<PayloadDeviation> deviations = assembly.Read(Payloads.Body("order.paid", """{"may":[1],"must":[]}""")).Deviations;
            Assert.Equal("/data/may", Assert.Single(deviations).Pointer);
        }
    }

    [Theory]
    [InlineData("""{"type": ["object", "null"], "properties": {"id": {"type": "string"}}}""")]
    [InlineData("""{"oneOf": [{"type": "object", "properties": {"id": {"type": "string"}}}, {"type": "null"}]}""")]
    public void A_payload_that_may_be_null_is_handed_over_as_null(string schema)
    {
        var assembly = Compiles(schema);

        Assert.Null(assembly.Read(Payloads.Body("order.paid", "null")).Data);
        Assert.Equal("1", assembly.Read(Payloads.Body("order.paid", """{"id":"1"}""")).Data.Id);
    }

    [Theory]
    [InlineData("""{"enum": ["a", "b", null]}""", "\"a\"", "a")]
    [InlineData("""{"oneOf": [{"enum": ["a", "b"]}, {"type": "null"}]}""", "\"c\"", "c")]
    [InlineData("""{"type": ["number", "null"]}""", "5", "5")]
    [InlineData("""{"type": ["string", "null"]}""", "\"\"", "")]
    [InlineData("""{"type": ["boolean", "null"]}""", "true", "True")]
    [InlineData("""{"type": ["array", "null"], "items": {"type": ["string", "null"]}}""", "[]", "System.Collections.Generic.List`1[System.String]")]
    public void A_payload_of_any_type_may_be_null(string schema, string json, string text)
    {
        var assembly = Compiles(schema);

        Assert.Null((object?)assembly.Read(Payloads.Body("order.paid", "null")).Data);
        Assert.Equal(text, ((object)assembly.Read(Payloads.Body("order.paid", json)).Data).ToString());
    }

    [Fact]
    public void Definitions_of_one_name_and_one_text_are_one_type()
    {
        const string address = """{"type": "object", "properties": {"address": {"$ref": "#/definitions/address"}}, "definitions": {"address": {"type": "object", "properties": {"code": {"type": "string"}}}}}""";
        var assembly = GeneratorRun.Of(SchemaInput.Event("order.paid", address), SchemaInput.Event("order.sent", address.Replace("{\"code\": {\"type\"", "{ \"code\": { \"type\"", StringComparison.Ordinal))).Compile();

        Assert.Equal(assembly.Type("OrderPaidData").GetProperty("Address")!.PropertyType, assembly.Type("OrderSentData").GetProperty("Address")!.PropertyType);
    }

    [Theory]
    [InlineData("/a/before")]
    [InlineData("/z/after")]
    public void A_name_of_the_package_is_taken_first_and_the_projects_own_schema_is_at_fault(string folder)
    {
        var own = new SchemaInput(folder + "/voucher.created.schema.json", """{"type": "object", "properties": {"who": {"type": "object", "title": "Partner", "properties": {"code": {"type": "string"}}}}}""", "event", "project");

        var diagnostic = Assert.Single(GeneratorRun.Of([own, .. BuiltInSchemas.All]).Diagnostics);
        Assert.Equal(("PTN0007", own.Path), (diagnostic.Id, diagnostic.Location.GetMappedLineSpan().Path));
    }

    private static string Twice(string one, string other) =>
        $$"""{"allOf": [{"type": "object", "properties": {"it": {{one}} } }, {"type": "object", "properties": {"it": {{other}} } }]}""";

    private static GeneratorRun Run(string schema) => GeneratorRun.Of(SchemaInput.Event("order.paid", schema));

    private static GeneratedAssembly Compiles(string schema)
    {
        var run = Run(schema);
        Assert.Empty(run.Diagnostics);
        return run.Compile();
    }
}
