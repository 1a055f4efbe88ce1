using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>Schemas that are right and unusual: what is generated from them compiles and reads.</summary>
public sealed class OddSchemaTests
{
    [Fact]
    public void A_property_may_have_the_name_of_another_type() => Compiles("""
        {
          "type": "object",
          "properties": {
            "partner": {"type": "string"},
            "owner": {"title": "Partner", "type": "object", "properties": {"id": {"type": "string"}}}
          }
        }
        """);

    [Fact]
    public void A_property_may_be_called_clone() => Compiles("""{"type": "object", "properties": {"clone": {"type": "string"}}}""");

    [Fact]
    public void A_known_value_may_be_called_clone() => Compiles("""{"type": "object", "properties": {"how": {"enum": ["clone", "value"]}}}""");

    [Fact]
    public void A_description_may_hold_every_kind_of_line_end() =>
        Compiles("""{"description": "one\u2028two\u2029three\u0085four\r\nfive\rsix", "type": "object", "properties": {"id": {"type": "string"}}}""");

    [Fact]
    public void A_description_may_hold_what_XML_may_not() =>
        Compiles("""{"description": "\u0001 <a> & \ud83d\ude00 \uffff", "type": "object", "properties": {"id": {"type": "string"}}}""");

    [Fact]
    public void A_value_without_letters_is_known_and_others_are_not()
    {
        var assembly = Compiles("""{"type": "object", "properties": {"size": {"enum": ["", "*", "+", "big"]}}}""");

        Assert.True(assembly.Read(Payloads.Body("order.paid", """{"size":"*"}""")).Data.Size.IsKnown);
        Assert.False(assembly.Read(Payloads.Body("order.paid", """{"size":"small"}""")).Data.Size.IsKnown);
    }

    [Fact]
    public void A_value_that_stands_twice_is_one_value()
    {
        var assembly = Compiles("""{"type": "object", "properties": {"size": {"enum": ["big", "big", "small"]}}}""");

        Assert.Equal(["Big", "Small"], assembly.Type("OrderPaidDataSize").GetFields().Select(constant => constant.Name).Order());
    }

    [Fact]
    public void An_event_may_require_what_a_closed_payload_does_not_describe() => RequiresNote("""
        {"allOf": [{"type": "object", "additionalProperties": false, "properties": {"id": {"type": "string"}}}], "required": ["note"]}
        """);

    [Fact]
    public void An_event_may_require_a_name_of_a_map() => RequiresNote("""{"allOf": [{"type": "object"}], "required": ["note"]}""");

    [Fact]
    public void An_event_may_require_what_an_open_payload_does_not_describe() =>
        RequiresNote("""{"allOf": [{"type": "object", "properties": {"id": {"type": "string"}}}], "required": ["note"]}""");

    [Fact]
    public void A_property_that_an_event_requires_may_be_null()
    {
        var assembly = RequiresNote("""{"allOf": [{"type": "object", "properties": {"note": {"type": ["string", "null"]}}}], "required": ["note"]}""");

        Assert.Null(assembly.Read(Payloads.Body("order.paid", """{"note":null}""")).Data.Note);
    }

    [Fact]
    public void A_word_of_the_project_s_own_beside_allOf_leaves_the_type_shared()
    {
        var run = GeneratorRun.Of(
            SchemaInput.Definition("order", """{"title": "Order", "type": "object", "properties": {"id": {"type": "string"}}}"""),
            SchemaInput.Event("order.paid", """{"allOf": [{"$ref": "order.schema.json"}], "x-usual": ["id"]}"""));

        Assert.Empty(run.Diagnostics);
        Assert.Equal("Order", run.Compile().Read(Payloads.Body("order.paid", "{}")).Data.GetType().Name);
    }

    [Fact]
    public void Two_parts_of_allOf_may_share_a_third()
    {
        var assembly = Compiles("""
            {
              "allOf": [{"$ref": "#/definitions/left"}, {"$ref": "#/definitions/right"}],
              "definitions": {
                "left": {"allOf": [{"$ref": "#/definitions/base"}], "properties": {"left": {"type": "string"}}},
                "right": {"allOf": [{"$ref": "#/definitions/base"}], "properties": {"right": {"type": "string"}}},
                "base": {"type": "object", "properties": {"id": {"type": "string"}}}
              }
            }
            """);

        Assert.Equal("o1", assembly.Read(Payloads.Body("order.paid", """{"id":"o1"}""")).Data.Id);
    }

    [Theory]
    [InlineData("""{"type": ["string", "integer"]}""")]
    [InlineData("""{"type": ["null", "integer", "string"]}""")]
    [InlineData("""{"anyOf": [{"type": "integer"}, {"type": "string", "format": "email"}, {"type": "null"}]}""")]
    [InlineData("""{"oneOf": [{"type": "string", "minLength": 1}, {"type": "integer"}]}""")]
    public void An_id_that_may_be_a_number_is_a_string_with_the_text_that_came(string id)
    {
        var assembly = Compiles($$$$"""{"type": "object", "properties": {"id": {{{{id}}}}, "ids": {"type": "array", "items": {{{{id}}}}}}}""");

        var data = assembly.Read(Payloads.Body("order.paid", """{"id":12345678901234567890,"ids":[7,"007",7.0,1e3]}""")).Data;

        Assert.Equal(typeof(string), assembly.Type("OrderPaidData").GetProperty("Id")!.PropertyType);
        Assert.Equal("12345678901234567890", data.Id);
        Assert.Equal(["7", "007", "7.0", "1e3"], (IReadOnlyList<string>)data.Ids);
        Assert.Null(assembly.Read(Payloads.Body("order.paid", """{"id":null}""")).Data.Id);
    }

    [Fact]
    public void A_set_of_texts_beside_numbers_stays_the_set() =>
        Assert.True(Compiles("""{"type": "object", "properties": {"size": {"type": ["string", "integer"], "enum": ["big", "small"]}}}""").Type("OrderPaidDataSize").IsValueType);

    [Fact]
    public void A_list_may_hold_known_values_and_nulls()
    {
        var assembly = Compiles("""{"type": "object", "properties": {"sizes": {"type": "array", "items": {"anyOf": [{"enum": ["big", "small"]}, {"type": "null"}]}}}}""");

        var sizes = assembly.Read(Payloads.Body("order.paid", """{"sizes":["big",null]}""")).Data.Sizes;

        Assert.Equal("big", sizes[0].Value);
        Assert.Null(sizes[1]);
    }

    [Fact]
    public void A_list_of_anything_keeps_what_came()
    {
        var list = (IReadOnlyList<System.Text.Json.JsonElement>)Compiles("""{"type": "object", "properties": {"list": {"type": "array"}}}""")
            .Read(Payloads.Body("order.paid", """{"list":{"0":{"a":[1]},"2":null}}""")).Data.List;

        Assert.Equal(["""{"a":[1]}""", "null"], list.Select(item => item.GetRawText()));
    }

    private static GeneratedAssembly RequiresNote(string schema)
    {
        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", schema));
        // That no property has this name is said, where others are described.
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id != "PTN0014");
        var assembly = run.Compile();
        Assert.Equal("/data/note", Assert.Throws<PayloadException>(() => { assembly.Read(Payloads.Body("order.paid", "{}")); }).Pointer);
        Assert.NotNull(assembly.Read(Payloads.Body("order.paid", """{"note":"here"}""")).Data);
        return assembly;
    }

    private static GeneratedAssembly Compiles(string schema)
    {
        var run = GeneratorRun.Of(SchemaInput.Event("order.paid", schema));
        Assert.Empty(run.Diagnostics);
        return run.Compile();
    }
}
