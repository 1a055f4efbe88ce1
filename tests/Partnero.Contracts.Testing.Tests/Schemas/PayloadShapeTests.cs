using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Wire;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

public sealed class PayloadShapeTests
{
    public static TheoryData<string> Documented() => [.. WebhookSchemas.BuiltIn.Documented];

    /// <summary>Of a delivery that is about nothing, no effect could be asked for.</summary>
    [Theory]
    [MemberData(nameof(Documented))]
    public void What_names_the_entity_is_never_left_out_though_the_schema_may_not_require_it(string name)
    {
        var consumer = new WebhookConsumer(new Uri("https://shop.example.com/hook"), "secret");
        var factory = new DeliveryFactory(consumer.Settings, consumer.NewIdentity(1), "a clause", 1);
        var fields = PayloadShapes.OptionalFields(WebhookSchemas.BuiltIn, name);

        Assert.DoesNotContain(name.StartsWith("transaction.", StringComparison.Ordinal) ? "key" : "id", fields.Select(field => field.Name));
        var deliveries = fields.Select(field => factory.Valid(name, change: data => data.Without(field.Name))).Append(factory.Valid(name, optional: OptionalFields.None)).ToList();
        Assert.All(deliveries, delivery => Assert.Equal(delivery.EntityId, BodyGenerator.EntityOf(delivery.Data, WebhookSchemas.BuiltIn.IdentityNames(name))));
    }

    [Theory]
    [InlineData("partner.created", "email")]
    [InlineData("partner.created", "status")]
    [InlineData("transaction.created", "amount")]
    [InlineData("transaction.created", "reward")]
    [InlineData("reward.approved", "currency")]
    public void A_field_that_the_REST_reference_lacks_may_be_absent(string name, string field) =>
        Assert.Contains(field, PayloadShapes.OptionalFields(WebhookSchemas.BuiltIn, name).Select(optional => optional.Name));

    /// <summary>The clauses that must be kept send the guide's shape: not what the REST reference alone shows.</summary>
    [Fact]
    public void The_maps_of_a_usual_payload_are_those_of_the_guide()
    {
        Assert.Equal(["custom_fields", "metadata"], PayloadShapes.MapFields(WebhookSchemas.BuiltIn, "partner.created"));
        Assert.Equal(["metadata"], PayloadShapes.MapFields(WebhookSchemas.BuiltIn, "customer.created"));
        Assert.Empty(PayloadShapes.MapFields(WebhookSchemas.BuiltIn, "reward.paid"));
    }

    [Theory]
    [InlineData("""{"id":"a","key":"b"}""", "a")]
    [InlineData("""{"id":255}""", "255")]
    [InlineData("""{"id":9007199254740993}""", "9007199254740993")]
    [InlineData("""{"id":null,"key":"b"}""", "b")]
    [InlineData("""{"key":"b"}""", "b")]
    [InlineData("""{"id":null}""", null)]
    [InlineData("{}", null)]
    public void The_entity_is_the_id_and_else_the_key(string data, string? expected)
    {
        using var document = System.Text.Json.JsonDocument.Parse(data);

        Assert.Equal(expected, BodyGenerator.EntityOf(PhpValues.Of(document.RootElement), PayloadShapes.IdentityNames([])));
    }
}
