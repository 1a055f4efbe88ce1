using System.Text;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

/// <summary>Schemas that say things in unusual ways are read as the generator reads them.</summary>
public sealed class SchemaReadingTests
{
    private const string Event = "voucher.created";

    [Theory]
    [InlineData("""{"type":["string","null"],"enum":["x","y",null]}""")]
    [InlineData("""{"enum":["x","y",null]}""")]
    [InlineData("""{"oneOf":[{"enum":["x","y"]},{"const":null}]}""")]
    public void A_set_with_null_in_it_is_a_nullable_set(string set)
    {
        var schemas = With(set);
        var reading = Property(schemas).Reading;

        Assert.Equal((SchemaIdiom.ClosedSet, true), (reading.Idiom, reading.IsNullable));
        Assert.Empty(Judge(schemas, """{"it":null}"""));
        Assert.NotEmpty(Judge(schemas, """{"it":"z"}"""));
    }

    [Theory]
    [InlineData("""{"anyOf":[{"type":"object","additionalProperties":{"type":"string"}},{"type":"array","maxItems":0}]}""", "Map")]
    [InlineData("""{"anyOf":[{"type":"array","maxItems":0.0},{"type":"object","additionalProperties":{"type":"string"}}]}""", "Map")]
    [InlineData("""{"type":["array","object"],"maxItems":0,"additionalProperties":{"type":"string"}}""", "Map")]
    [InlineData("""{"type":["object","array"],"items":false,"properties":{"gift":{"type":"string"}}}""", "EmptiedObject")]
    [InlineData("""{"anyOf":[{"type":"array","maxItems":0},{"allOf":[{"$ref":"#/definitions/map"}],"description":"A map."}]}""", "Map")]
    public void An_object_or_an_empty_list_is_read_alike_in_every_spelling(string schema, string idiom)
    {
        var schemas = With(schema);

        Assert.Equal(idiom, Property(schemas).Reading.Idiom.ToString());
        Assert.Equal(["it"], PayloadShapes.MapFields(schemas, Event));
        Assert.Empty(Judge(schemas, """{"it":[]}"""));
        Assert.Empty(Judge(schemas, """{"it":{"gift":"yes"}}"""));
        Assert.NotEmpty(Judge(schemas, """{"it":["yes"]}"""));
    }

    [Fact]
    public void What_a_pattern_of_names_allows_is_allowed_in_a_closed_object()
    {
        var schemas = With("""{"type":"object","patternProperties":{"^x-":{"type":"integer"}},"additionalProperties":false}""");

        Assert.Empty(Judge(schemas, """{"it":{"x-a":3}}"""));
        Assert.NotEmpty(Judge(schemas, """{"it":{"a":3}}"""));
    }

    [Fact]
    public void A_payload_may_be_null_where_its_schema_says_so()
    {
        Assert.Empty(Judge(WebhookSchemas.BuiltIn.With(Event, """{"type":["object","null"],"properties":{"id":{"type":"string"}}}"""), "null"));
        Assert.Empty(Judge(WebhookSchemas.BuiltIn.With(Event, """{"oneOf":[{"type":"object"},{"type":"null"}]}"""), "null"));
        Assert.NotEmpty(Judge(WebhookSchemas.BuiltIn.With(Event, """{"type":["object","null"]}"""), "\"none\""));
        Assert.NotEmpty(Judge(WebhookSchemas.BuiltIn.With(Event, """{"properties":{"id":{"type":"string"}}}"""), "null"));
    }

    [Theory]
    [InlineData("2025-01-15T10:30:00Z", true)]
    [InlineData("2025-01-15t10:30:00z", true)]
    [InlineData("2025-01-15T10:30:00.123456789+02:00", true)]
    [InlineData("2024-02-29T23:59:59.12345678901234567890Z", true)]
    [InlineData("2025-02-29T10:30:00Z", false)]
    [InlineData("2025-01-15T10:30:00", false)]
    [InlineData("2025-01-15T10:30:00.Z", false)]
    [InlineData("2025-01-15T24:00:00Z", false)]
    [InlineData("0001-01-01T00:00:00+01:00", false)]
    [InlineData("2025-01-15 10:30:00Z", false)]
    [InlineData("\u0662025-01-15T10:30:00Z", false)]
    public void A_moment_is_one_of_RFC_3339(string moment, bool isOne) =>
        Assert.Equal(isOne, Judge(With("""{"type":"string","format":"date-time"}"""), $$"""{"it":"{{moment}}"}""").Count == 0);

    [Theory]
    [InlineData("""{"type":"string","minLength":2.0}""")]
    [InlineData("""{"type":"string","minLength":2e0,"maxLength":9007199254740991}""")]
    public void A_count_may_be_written_in_every_way(string schema)
    {
        Assert.Empty(Judge(With(schema), """{"it":"ab"}"""));
        Assert.NotEmpty(Judge(With(schema), """{"it":"a"}"""));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("enum")]
    [InlineData("const")]
    [InlineData("examples")]
    public void A_property_may_have_the_name_of_a_keyword_and_be_referred_to(string name)
    {
        var schemas = WebhookSchemas.BuiltIn.With(Event, $$$$"""{"type":"object","properties":{"{{{{name}}}}":{"type":"integer"},"it":{"$ref":"#/properties/{{{{name}}}}"}}}""");

        Assert.Empty(Judge(schemas, """{"it":1}"""));
        Assert.NotEmpty(Judge(schemas, """{"it":"1"}"""));
    }

    [Theory]
    [InlineData("parcel.schema.json")]
    [InlineData("#/definitions/parcel")]
    [InlineData("shared.schema.json#/definitions/parcel")]
    [InlineData("#/definitions/my%20parcel")]
    [InlineData("my%20parcel.schema.json")]
    [InlineData("my parcel.schema.json")]
    [InlineData("%C3%BC.schema.json")]
    public void A_reference_leads_to_a_file_of_the_folder_and_into_it(string reference)
    {
        const string parcel = """{"type":"object","required":["code"],"properties":{"code":{"type":"string"}}}""";
        foreach (var id in new[] { "", "\"$id\":\"https://shop.example.com/voucher\",", "\"$id\":\"voucher.created.schema.json\",", "\"$id\":\"urn:shop:voucher\"," })
        {
            var schemas = Folder(
                ("voucher.created", $$$$"""{{{{{id}}}}"type":"object","properties":{"it":{"$ref":"{{{{reference}}}}"}},"definitions":{"parcel":{{{{parcel}}}},"my parcel":{{{{parcel}}}} } }"""),
                ("parcel", parcel),
                ("my parcel", parcel),
                ("ü", parcel),
                ("shared", $$$"""{"definitions":{"parcel":{{{parcel}}} } }"""));

            Assert.NotEmpty(Judge(schemas, """{"it":{"code":1}}"""));
            Assert.Empty(Judge(schemas, """{"it":{"code":"1"}}"""));
        }
    }

    [Theory]
    [InlineData("minLength", "3")]
    [InlineData("properties", "{}")]
    [InlineData("required", "[]")]
    public void What_stands_beside_a_reference_is_refused_by_its_name(string keyword, string value) => Assert.Contains(
        $"'{keyword}' stands beside $ref",
        Assert.Throws<SchemaException>(() => With($$"""{"$ref":"#/definitions/map","{{keyword}}":{{value}}}""")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_is_right_and_hardly_meant_is_a_warning_with_its_place()
    {
        var warnings = Folder(
            ("voucher.created", """{"type":"object","required":["id","name"],"properties":{"id":{"type":"string"}}}"""),
            ("Voucher sent.x", """{"$ref":"used.schema.json"}"""),
            ("used", """{"type":"object","required":["anything"]}"""),
            ("unused", """{"type":"object"}""")).Warnings;

        Assert.Equal(3, warnings.Count);
        Assert.Contains(warnings, warning => warning.EndsWith("voucher.created.schema.json#/required/1: 'name' is required, and no property has this name: correct it, or describe the property.", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("No event can be called 'Voucher sent.x'", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("'unused' has no dot", StringComparison.Ordinal));
    }

    [Fact]
    public void Schemas_of_the_package_have_no_warning() => Assert.Empty(WebhookSchemas.BuiltIn.Warnings);

    private static WebhookSchemas With(string it) => WebhookSchemas.BuiltIn.With(
        Event, $$$"""{"type":"object","properties":{"it":{{{it}}} },"definitions":{"map":{"type":"object","additionalProperties":{"type":"string"} } } }""");

    private static WebhookSchemas Folder(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("schemas-");
        try
        {
            foreach (var (name, text) in files)
                File.WriteAllText(Path.Combine(folder.FullName, name + ".schema.json"), text);
            return WebhookSchemas.BuiltIn.WithFolder(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Schema Property(WebhookSchemas schemas) => schemas.Of(Event).Data.Properties.Single(property => property.Key == "it").Value;

    private static IReadOnlyList<SchemaViolation> Judge(WebhookSchemas schemas, string data) => schemas.Validate(Encoding.UTF8.GetBytes(
        $$"""{"event":"{{Event}}","url":"https://shop.example.com/hook","webhook_key":"wh_1","created_at":"2025-01-15T10:30:00.000000Z","data":{{data}}}"""));
}
