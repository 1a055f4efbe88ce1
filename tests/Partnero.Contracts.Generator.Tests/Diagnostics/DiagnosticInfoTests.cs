using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

/// <summary>Each diagnostic of a single schema, at the marked place.</summary>
public sealed class DiagnosticInfoTests
{
    [Fact]
    public void A_place_is_a_line_and_a_column_of_the_file()
    {
        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", "{\n  \"type\": \"object\",\n  \"title\": 12\n}\n"));

        var place = Assert.Single(run.Diagnostics).Location.GetMappedLineSpan();

        Assert.Equal("/shop/schemas/order.paid.schema.json", place.Path);
        Assert.Equal(new LinePositionSpan(new(2, 11), new(2, 13)), place.Span);
    }

    [Theory]
    [InlineData("{\n  \"type\": \"object\"\n  «\"»title\": \"no comma\"\n}")]
    [InlineData("{\n  \"type\": «'»object'\n}")]
    [InlineData("{\"type\": \"object\"«»")]
    [InlineData("«»")]
    [InlineData("{} «{»}")]
    [InlineData("""{"title": «"half of a pair \ud83d"»}""")]
    public void Text_that_is_not_JSON_is_PTN0001_where_it_goes_wrong(string schema) => IsError("PTN0001", schema);

    [Theory]
    [InlineData("""{"title": «12»}""")]
    [InlineData("""{"type": «"objekt"»}""")]
    [InlineData("""{"type": ["string", «7»]}""")]
    [InlineData("""{"type": «[]»}""")]
    [InlineData("""{"required": «"id"»}""")]
    [InlineData("""{"required": ["id", «1»]}""")]
    [InlineData("""{"properties": «[]»}""")]
    [InlineData("""{"properties": {"id": «"string"»}}""")]
    [InlineData("""{"items": «null»}""")]
    [InlineData("""{"enum": «[]»}""")]
    [InlineData("""{"anyOf": «[]»}""")]
    [InlineData("""{"allOf": [«1»]}""")]
    [InlineData("""{"minLength": «-1»}""")]
    [InlineData("""{"maximum": «"10"»}""")]
    [InlineData("""{"uniqueItems": «"yes"»}""")]
    [InlineData("""{"$ref": «{}»}""")]
    [InlineData("""«"a string"»""")]
    public void A_value_of_the_wrong_type_is_PTN0002_at_the_value(string schema) => IsError("PTN0002", schema);

    [Theory]
    [InlineData("""{"$ref": «"nowhere.schema.json"»}""")]
    [InlineData("""{"$ref": «"#/definitions/none"»}""")]
    [InlineData("""{"$ref": «"#anchor"»}""")]
    [InlineData("""{"$ref": «"https://elsewhere.example/order.json"»}""")]
    [InlineData("""{"type": "object", "properties": {"id": {"$ref": «"%zz"»}}}""")]
    [InlineData("""{"allOf": [{"$ref": «"none.schema.json"»}, {"type": "object", "properties": {"id": {"type": "string"}}}]}""")]
    public void A_reference_that_leads_nowhere_is_PTN0003_at_the_reference(string schema) => IsError("PTN0003", schema);

    [Theory]
    [InlineData("""{"type": "object", "properties": {"id": {"type": "string"}}, «"additionalProperties"»: {"type": "number"}}""")]
    [InlineData("""{"type": "object", "properties": {"note": {"anyOf": [{"type": "string"}, {"type": "null"}], «"enum"»: ["a", "b"]}}}""")]
    [InlineData("""{"type": "object", "properties": {"note": {"anyOf": [{"type": "string"}, {"type": "null"}], «"oneOf"»: [{"type": "string"}]}}}""")]
    public void A_keyword_beside_others_that_decide_the_type_is_PTN0005_at_its_name(string schema) => IsWarning("PTN0005", schema);

    [Theory]
    [InlineData("patternProperties", "{}")]
    [InlineData("propertyNames", "{}")]
    [InlineData("dependencies", "{}")]
    [InlineData("additionalItems", "false")]
    [InlineData("contains", "{}")]
    [InlineData("not", "{}")]
    [InlineData("if", "{}")]
    [InlineData("then", "{}")]
    [InlineData("else", "{}")]
    [InlineData("items", "[{}]")]
    public void A_keyword_that_readers_do_not_honour_is_PTN0005_at_its_name(string keyword, string value) =>
        IsWarning("PTN0005", $$"""{"type": "object", «"{{keyword}}"»: {{value}}}""");

    [Theory]
    [InlineData("""{«"proprties"»: {}}""")]
    [InlineData("""{"type": "object", "properties": {"id": {«"nullable"»: true}}}""")]
    public void A_word_that_is_no_keyword_is_PTN0006_at_the_word(string schema) => IsWarning("PTN0006", schema);

    [Fact]
    public void A_word_that_begins_with_x_is_the_own_of_the_project() =>
        Assert.Empty(GeneratorRun.Of(SchemaInput.Event("order.paid", """{"x-owner": "billing"}""")).Diagnostics);

    [Theory]
    [InlineData("""{"type": "object", "properties": {"order_id": {"type": "string"}, «"orderId"»: {"type": "string"}}}""")]
    [InlineData("""{"type": "object", "properties": {"a": {"title": "OrderPaid", "type": "object", "properties": {"id": true}}}}""", """{"title": "OrderPaid", "type": "object", "properties": {"id": true}}""")]
    public void Two_parts_of_one_name_are_PTN0007_at_the_second(string schema, string second = "") =>
        IsError("PTN0007", second.Length == 0 ? schema : schema.Replace(second, $"«{second}»", StringComparison.Ordinal));

    [Theory]
    [InlineData("""«{"$ref": "#"}»""")]
    [InlineData("""{"$ref": "#/definitions/a", "definitions": {"a": «{"$ref": "#/definitions/a"}»}}""")]
    [InlineData("""«{"type": "object", "additionalProperties": {"$ref": "#"}}»""")]
    [InlineData("""{"allOf": [«{"$ref": "#"}»]}""")]
    public void A_schema_that_leads_back_to_itself_is_PTN0008_at_the_schema(string schema) => IsError("PTN0008", schema);

    [Theory]
    [InlineData("""{"type": "object", "properties": {"id": «{"type": ["string", "boolean"]}»}}""")]
    [InlineData("""{"type": "object", "properties": {"id": «{"anyOf": [{"type": "string"}, {"type": "boolean"}]}»}}""")]
    [InlineData("""{"type": "object", "properties": {"id": «{"oneOf": [{"type": "string"}, true]}»}}""")]
    [InlineData("""«{"allOf": [{"type": "object"}, {"type": "string"}]}»""")]
    [InlineData("""{"type": "object", "properties": {"it": «{"anyOf": [{"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "date-time"}}}, {"type": "string"}]}»}}""")]
    public void A_choice_without_a_type_is_PTN0009_at_the_choice(string schema) => IsError("PTN0009", schema);

    [Theory]
    [InlineData("""{"type": "object", "properties": {"id": {"$ref": "#/definitions/id", «"minLength"»: 3}}, "definitions": {"id": {"type": "string"}}}""")]
    [InlineData("""{"$ref": "#/definitions/base", «"properties"»: {"id": {"type": "string"}}, "definitions": {"base": {"type": "object"}}}""")]
    public void A_keyword_beside_a_reference_is_PTN0013_at_its_name(string schema) => IsError("PTN0013", schema);

    private static void IsError(string id, string schema) => MarkedSchema.Event(schema).Reports(id, DiagnosticSeverity.Error);

    private static void IsWarning(string id, string schema) => MarkedSchema.Event(schema).Reports(id, DiagnosticSeverity.Warning);
}
