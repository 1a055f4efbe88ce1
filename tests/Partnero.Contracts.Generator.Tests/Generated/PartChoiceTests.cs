using System.Text.Json;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>Choices between sets of properties of one object: one record with all of them.</summary>
public sealed class PartChoiceTests
{
    [Theory]
    [InlineData("anyOf")]
    [InlineData("oneOf")]
    public void A_choice_of_what_must_be_there_is_the_object_and_a_note_of_PTN0011(string keyword)
    {
        var schema = MarkedSchema.Event($$"""{"type": "object", "properties": {"email": {"type": "string"}, "phone": {"type": "string"} }, «"{{keyword}}"»: [{"required": ["email"]}, {"required": ["phone"]}]}""");
        schema.Reports("PTN0011", Microsoft.CodeAnalysis.DiagnosticSeverity.Info);

        Assert.Equal("5", GeneratorRun.Of(schema.Schema).Compile().Read(Payloads.Body("order.paid", """{"phone":"5"}""")).Data.Phone);
    }

    [Theory]
    [InlineData("""{"type": "object", «"anyOf"»: [{"required": ["email"]}, {"required": ["phone"]}]}""")]
    [InlineData("""{«"anyOf"»: [{"type": "object", "required": ["email"], "properties": {"email": true}}, {"properties": {"phone": {}}}]}""")]
    public void A_choice_of_what_must_be_there_without_a_description_may_be_anything(string marked)
    {
        var schema = MarkedSchema.Event(marked);
        schema.Reports("PTN0011", Microsoft.CodeAnalysis.DiagnosticSeverity.Info);

        var data = GeneratorRun.Of(schema.Schema).Compile().Read(Payloads.Body("order.paid", """{"phone":[5]}""")).Data;
        Assert.Equal("[5]", data.Phone.GetRawText());
        Assert.Null(data.Email);
    }

    [Theory]
    [InlineData("anyOf", "")]
    [InlineData("oneOf", """, "additionalProperties": false""")]
    public void A_choice_of_sets_of_properties_is_one_record_with_all_of_them(string keyword, string beside)
    {
        var schema = MarkedSchema.Event($$"""
            {
              "type": ["object", "null"],
              "properties": {"number": {"type": "integer"} },
              «"{{keyword}}"»: [
                {"properties": {"kind": {"const": "card"}, "last4": {"type": "string"}, "sum": {"type": "number"} }, "required": ["kind", "last4"]{{beside}} },
                {"properties": {"kind": {"const": "iban"}, "iban": {"type": "string"}, "sum": {"type": "string"} }, "required": ["kind", "iban"]{{beside}} }
              ]
            }
            """);
        schema.Reports("PTN0011", Microsoft.CodeAnalysis.DiagnosticSeverity.Info);
        var assembly = GeneratorRun.Of(schema.Schema).Compile();

        var card = assembly.Read(Payloads.Body("order.paid", """{"number":1,"kind":"card","last4":"0042","sum":9.5}""")).Data;
        Assert.Equal((1L, "card", "0042", 9.5m), ((long)card.Number, (string)card.Kind.ToString(), (string)card.Last4, (decimal)card.Sum));
        Assert.Null(card.Iban);
        var iban = assembly.Read(Payloads.Body("order.paid", """{"kind":"iban","iban":"DE02","sum":"9.50"}""")).Data;
        Assert.Equal(("iban", "DE02", 9.5m), ((string)iban.Kind.ToString(), (string)iban.Iban, (decimal)iban.Sum));
        Assert.Null(assembly.Read(Payloads.Body("order.paid", "null")).Data);

        // What each branch requires is required, and what one alone does is not.
        IReadOnlyList<PayloadDeviation> deviations = assembly.Read(Payloads.Body("order.paid", """{"last4":"0042"}""")).Deviations;
        Assert.Equal("/data is left out: /data/kind must be a value, and is absent or null", Assert.Single(deviations).ToString());
        Assert.Equal(beside.Length == 0, assembly.Type("OrderPaidData").GetProperty("AdditionalProperties") is not null);
    }

    [Theory]
    [InlineData("""{"type": "string"}""", """{"type": "boolean"}""", typeof(JsonElement?))]
    [InlineData("""{"type": "string"}""", "true", typeof(JsonElement?))]
    [InlineData("""{"type": "string"}""", "false", typeof(string))]
    [InlineData("""{"type": "string", "minLength": 1}""", """{"type": "string"}""", typeof(string))]
    [InlineData("""{"type": "string", "format": "date-time"}""", """{"type": "string", "format": "date-time", "description": "When."}""", typeof(DateTimeOffset?))]
    [InlineData("""{"type": "string", "format": "date-time"}""", """{"type": "string"}""", typeof(string))]
    [InlineData("""{"type": "integer"}""", """{"type": ["number", "null"]}""", typeof(decimal?))]
    [InlineData("""{"type": "integer", "minimum": 2}""", """{"const": 1}""", typeof(long?))]
    [InlineData("""{"const": true}""", """{"const": false}""", typeof(bool?))]
    [InlineData("""{"type": "string"}""", """{"type": "integer"}""", typeof(string))]
    [InlineData("""{"type": "array", "items": {"type": "string"}}""", """{"type": "array", "items": {"type": "integer"}}""", typeof(JsonElement?))]
    public void What_branches_say_differently_has_the_type_that_takes_both(string one, string other, Type expected)
    {
        foreach (var (first, second) in new[] { (one, other), (other, one) })
        {
            var run = Run($$"""{"anyOf": [{"properties": {"it": {{first}} } }, {"properties": {"it": {{second}} } }]}""");

            Assert.Equal("PTN0011", Assert.Single(run.Diagnostics).Id);
            Assert.Equal(expected, run.Compile().Type("OrderPaidData").GetProperty("It")!.PropertyType);
        }
    }

    [Fact]
    public void What_the_object_says_of_a_property_counts_before_what_branches_say()
    {
        var run = Run("""{"properties": {"kind": {"enum": ["card", "iban"]}}, "oneOf": [{"properties": {"kind": {"const": "card"}}}, {"properties": {"kind": {"const": "iban"}}}]}""");

        Assert.Equal("PTN0011", Assert.Single(run.Diagnostics).Id);
        Assert.Equal("iban", run.Compile().Read(Payloads.Body("order.paid", """{"kind":"iban"}""")).Data.Kind.ToString());
    }

    [Fact]
    public void A_diagnostic_of_a_joined_description_stands_in_the_file_of_its_part()
    {
        var run = GeneratorRun.Of(
            SchemaInput.Event("order.paid", """{"allOf":[{"properties":{"it":{"type":"object","properties":{"x":{}}}}},{"$ref":"far.schema.json"}]}"""),
            new SchemaInput("/shop/schemas/far.schema.json", new string(' ', 999) + """{"type":"object","properties":{"it":{"type":"object","properties":{"y":{"anyOf":[{"required":["k"]},{"required":["l"]}]}}}}}""", "definition", "project"));

        var diagnostic = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Id == "PTN0011");
        Assert.Equal(("/shop/schemas/far.schema.json", 1071), (diagnostic.Location.GetMappedLineSpan().Path, diagnostic.Location.GetMappedLineSpan().Span.Start.Character));
        Assert.DoesNotContain(run.Diagnostics, other => other.Id.StartsWith("CS", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reference_of_a_branch_that_leads_nowhere_is_reported_once()
    {
        var run = Run("""{"anyOf": [{"properties": {"k": {"$ref": "#/nowhere"}}}, {"properties": {"k": true}}, {"properties": {"l": {"$ref": "#/nowhere"}}}]}""");

        Assert.Equal(2, run.Diagnostics.Count(diagnostic => diagnostic.Id == "PTN0003"));
    }

    [Fact]
    public void A_name_that_a_branch_requires_clashes_where_it_stands()
    {
        const string schema = """{"properties": {"a_b": {"type": "string"}}, "anyOf": [{"required": ["c"]}, {"required": ["a-b"]}]}""";

        Assert.Equal(schema.IndexOf("\"a-b\"", StringComparison.Ordinal), Assert.Single(Run(schema).Diagnostics, diagnostic => diagnostic.Id == "PTN0007").Location.GetMappedLineSpan().Span.Start.Character);
    }

    [Fact]
    public void A_choice_among_the_parts_of_an_allOf_counts_too()
    {
        var schema = MarkedSchema.Event("""
            {"allOf": [{"$ref": "#/definitions/base"}, {«"oneOf"»: [{"properties": {"a": {"type": "string"}, "in": {"$ref": "#"}}}, {"properties": {"b": {"type": "string"}, "in": {"$ref": "#"}}}]}],
             "definitions": {"base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}}}
            """);
        schema.Reports("PTN0011", Microsoft.CodeAnalysis.DiagnosticSeverity.Info);

        var data = GeneratorRun.Of(schema.Schema).Compile().Read(Payloads.Body("order.paid", """{"id":"1","a":"x","in":{"id":"2","b":"y"}}""")).Data;
        Assert.Equal(("1", "x", "y"), ((string)data.Id, (string)data.A, (string)data.In.B));
    }

    private static GeneratorRun Run(string schema) => GeneratorRun.Of(SchemaInput.Event("order.paid", schema));
}
