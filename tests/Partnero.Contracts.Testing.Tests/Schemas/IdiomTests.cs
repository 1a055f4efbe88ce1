using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

/// <summary>What a schema says in one of several ways is drawn in one way.</summary>
public sealed class IdiomTests
{
    private const string Object = """{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}""";
    private const string BareId = """{"type":["string","integer"],"minLength":1}""";

    public static TheoryData<string> EmptyLists =>
    [
        """{"type":"array","maxItems":0}""", """{"type":"array","items":false}""", """{"type":"array","items":{"not":{}}}""", """{"const":[]}""", """{"enum":[[]]}""",
    ];

    [Theory]
    [InlineData($"[{Object},{BareId}]")]
    [InlineData($"[{BareId},{Object}]")]
    [InlineData($$"""[{{BareId}},{"type":"null"},{{Object}}]""")]
    public void A_bare_id_is_never_the_usual_shape_of_a_reference(string branches)
    {
        var schemas = With($$"""{"anyOf":{{branches}}}""");

        Assert.DoesNotContain(Draw(schemas, FixtureProfile.Realistic), value => value is PhpString or PhpInteger);
        Assert.Contains(Draw(schemas, FixtureProfile.Adversarial), value => value is PhpString or PhpInteger);
    }

    [Theory]
    [MemberData(nameof(EmptyLists))]
    public void An_object_or_an_empty_list_is_a_map_however_the_list_is_written_and_whichever_comes_first(string list)
    {
        foreach (var branches in new[] { $$"""{"type":"object"},{{list}}""", $$"""{{list}},{"type":"object"}""", $$"""{"type":"null"},{{list}},{"type":"object"}""" })
        {
            var schemas = With($$"""{"anyOf":[{{branches}}]}""");
            Assert.Equal(["what"], PayloadShapes.MapFields(schemas, "voucher.created"));
            Assert.False(Assert.IsType<PhpArray>(Usual(schemas)).IsList);
        }
    }

    [Theory]
    [InlineData("""{"type":["number","string"]}""")]
    [InlineData("""{"type":["null","string","number"],"x-role":"money","minimum":5}""")]
    [InlineData("""{"anyOf":[{"type":"string","maxLength":3},{"type":"number"}]}""")]
    [InlineData("""{"oneOf":[{"type":"number"},{"type":"string","minLength":40},{"type":"null"}]}""")]
    [InlineData("""{"type":["number","string"],"x-role":"key"}""")]
    public void A_text_beside_a_number_is_a_number_that_a_decimal_holds(string schema)
    {
        var schemas = With(schema);
        var texts = Enum.GetValues<FixtureProfile>().SelectMany(profile => Draw(schemas, profile)).OfType<PhpString>().ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(decimal.TryParse(text.ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _), text.ToString()));
    }

    [Theory]
    [InlineData(Object, BareId)]
    [InlineData("""{"type":"object"}""", """{"const":[]}""")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", """{"type":"string"}""")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """{"type":"object","additionalProperties":{"type":"string"}}""")]
    [InlineData("""{"type":"string"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"number"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"string"}""", """{"type":"null"}""")]
    public void Branches_in_the_opposite_order_draw_the_same_payloads(string one, string other)
    {
        foreach (var profile in Enum.GetValues<FixtureProfile>())
            Assert.Equal(Draw(With($$"""{"anyOf":[{{one}},{{other}}]}"""), profile), Draw(With($$"""{"anyOf":[{{other}},{{one}}]}"""), profile));
    }

    [Theory]
    [InlineData("""["string","null"]""", """["null","string"]""")]
    [InlineData("""["string","integer"]""", """["integer","string"]""")]
    [InlineData("""["number","string","null"]""", """["null","string","number"]""")]
    public void Types_in_the_opposite_order_draw_the_same_payloads(string one, string other) =>
        Assert.Equal(Draw(With($$"""{"type":{{one}}}"""), FixtureProfile.Realistic), Draw(With($$"""{"type":{{other}}}"""), FixtureProfile.Realistic));

    [Theory]
    [InlineData("default")]
    [InlineData("enum")]
    [InlineData("$id")]
    public void A_property_may_have_the_name_of_a_keyword(string name) =>
        Assert.Equal(Draw(With($$$"""{"required":["{{{name}}}"],"properties":{"{{{name}}}":{"const":1} },"type":"object"}"""), FixtureProfile.Realistic).Distinct(), [PhpArray.Map((name, 1L))]);

    [Fact]
    public void A_reference_leads_to_a_file_that_lies_beside_though_the_one_that_refers_has_an_address_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "voucher.created.schema.json"), """{"$id":"https://shop.example.com/voucher","type":"object","properties":{"what":{"$ref":"what.schema.json"}}}""");
        File.WriteAllText(Path.Combine(folder.FullName, "what.schema.json"), """{"const":1}""");

        Assert.Equal([1L], Draw(WebhookSchemas.BuiltIn.WithFolder(folder.FullName), FixtureProfile.Realistic).Distinct());
        folder.Delete(recursive: true);
    }

    private static WebhookSchemas With(string what) =>
        WebhookSchemas.BuiltIn.With("voucher.created", $$$"""{"type":"object","required":["id","what"],"properties":{"id":{"type":"string"},"what":{{{what}}} } }""");

    private static List<PhpValue> Draw(WebhookSchemas schemas, FixtureProfile profile) =>
    [
        .. Deliveries.Valid(1, new FixtureSettings { Schemas = schemas, Events = ["voucher.created"], Profile = profile })
            .Take(400).Select(delivery => delivery.Delivery.Data["what"]).OfType<PhpValue>(),
    ];

    private static PhpValue? Usual(WebhookSchemas schemas)
    {
        var consumer = new WebhookConsumer(new Uri("https://shop.example.com/hook"), "secret") { Schemas = schemas };
        return new Partnero.Contracts.Testing.Cases.DeliveryFactory(consumer.Settings, consumer.NewIdentity(1), "a clause", 1).Valid("voucher.created").Data["what"];
    }
}
