using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

/// <summary>What fields are is said by schemas, those of a consumer as well as those of the package.</summary>
public sealed class RoleTests
{
    /// <summary>The event of docs/schemas.md.</summary>
    private static readonly WebhookSchemas Orders = WebhookSchemas.BuiltIn.With("order.placed", Example());

    [Theory]
    [InlineData("Key", "number")]
    [InlineData("Money", "sum")]
    [InlineData("Code", "coin")]
    [InlineData("PersonName", "buyer")]
    [InlineData("Reference", "promoter")]
    [InlineData("Map", "notes")]
    public void The_example_of_the_page_has_a_field_of_each_role(string role, string name) =>
        Assert.Equal([name], PayloadShapes.FieldsOf(Orders, "order.placed", Enum.Parse<FieldRole>(role)).Select(field => field.Name));

    [Fact]
    public void The_example_of_the_page_is_drawn_as_its_roles_say()
    {
        var deliveries = Deliveries.Valid(1, new FixtureSettings { Schemas = Orders, Events = ["order.placed"] }).Take(200).ToList();

        Assert.All(deliveries, delivery => Assert.Equal(delivery.EntityId, delivery.Delivery.Data["number"]!.ToString()));
        Assert.Equal(["EUR", "USD"], deliveries.Select(delivery => delivery.Delivery.Data["coin"]?.ToString()).OfType<string>().Distinct().Order());
        Assert.Contains(deliveries, delivery => delivery.Delivery.Data["buyer"]?.ToString() == "日本太郎");
        Assert.DoesNotContain(deliveries, delivery => delivery.Delivery.Data["promoter"] is PhpString);
        Assert.Contains(deliveries, delivery => delivery.Delivery.Data["notes"] is PhpArray { Count: 0 });
    }

    [Fact]
    public void A_reference_names_an_entity_that_has_been_created_before()
    {
        var factory = Factory(Orders);
        factory.Known["partner"] = "partner_1";

        Assert.Equal(PhpArray.Map(("id", "partner_1")), factory.Valid("order.placed").Data["promoter"]);
    }

    [Fact]
    public void An_identity_of_any_name_names_the_entity()
    {
        var schemas = WebhookSchemas.BuiltIn.With("order.placed", """{"type":"object","properties":{"id":{"type":"string"},"number":{"type":"string","x-role":"identity"}}}""");

        var delivery = Factory(schemas).Valid("order.placed", "order_1");

        Assert.Equal(("order_1", "order_1"), (delivery.EntityId, delivery.Data["number"]!.ToString()));
        Assert.DoesNotContain("number", PayloadShapes.OptionalFields(schemas, "order.placed").Select(field => field.Name));
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string","x-role":"money!"}}}""", "this must be identity, key, reference, money, map, person-name or code, and is \"money!\"")]
    [InlineData("""{"x-documented-by":1}""", "this must be guide or nobody, and is 1")]
    [InlineData("""{"x-follows":"order.placed"}""", "this must be a list of names")]
    [InlineData("""{"x-ends":"yes"}""", "this must be true or false")]
    public void A_word_with_a_value_that_it_does_not_have_is_refused(string schema, string why) => Assert.Contains(
        why, Assert.Throws<SchemaException>(() => WebhookSchemas.BuiltIn.With("order.placed", schema)).Message, StringComparison.Ordinal);

    private static DeliveryFactory Factory(WebhookSchemas schemas)
    {
        var consumer = new WebhookConsumer(new Uri("https://shop.example.com/hook"), "secret") { Schemas = schemas };
        return new DeliveryFactory(consumer.Settings, consumer.NewIdentity(1), "a clause", 1);
    }

    private static string Example()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "schemas.md"));
        return page.Split("\n## An example\n")[1].Split("```json\n")[1].Split("```")[0];
    }
}
