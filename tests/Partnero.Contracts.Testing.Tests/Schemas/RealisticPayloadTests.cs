using Partnero.Contracts.Mutants.PartneroWebhooks;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Tests.Judges;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

public sealed class RealisticPayloadTests
{
    private const int PerEvent = 300;

    public static TheoryData<string> Events() => [.. WebhookSchemas.BuiltIn.Events];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_delivery_of_a_clause_is_valid_and_read_by_generated_code(string name)
    {
        var factory = Factory((ulong)Random.Shared.NextInt64());
        var dispatcher = new PartneroDispatcher();

        for (var i = 0; i < PerEvent; i++)
        {
            var delivery = factory.Valid(name, optional: (OptionalFields)(i % 3), values: (ulong)i);
            var faults = NJsonSchemaJudge.Judge(name, delivery.BodyText);
            Assert.True(faults.Count == 0, $"{factory.Identity}, delivery {i}: {string.Join("; ", faults)}\n{delivery.BodyText}");
            Assert.Empty(WebhookSchemas.BuiltIn.Validate(delivery.Body));
            Assert.Equal(name, dispatcher.Read(delivery.Body).Event);
        }
    }

    [Fact]
    public void Deliveries_have_ids_that_no_other_delivery_has()
    {
        var factories = new[] { Factory(1), Factory(1) };

        var ids = factories.SelectMany(factory => Enumerable.Range(0, 1000).Select(_ => factory.Valid("reward.paid").EntityId)).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("https://shop.example.com/web%20hooks/partnero")]
    [InlineData("https://shop.example.com/café?tenant=a%20b")]
    [InlineData("http://[::1]:3000/hook?a[]=1")]
    public void Deliveries_to_any_address_are_valid(string address)
    {
        var delivery = Factory(1, address).Valid("partner.created");

        Assert.Empty(WebhookSchemas.BuiltIn.Validate(delivery.Body));
    }

    private static DeliveryFactory Factory(ulong seed, string address = "https://shop.example.com/hook")
    {
        var consumer = new WebhookConsumer(new Uri(address), "secret");
        return new DeliveryFactory(consumer.Settings, consumer.NewIdentity(seed), "a clause", seed);
    }
}
