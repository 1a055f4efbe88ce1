using Partnero.Contracts.Specimens.PartneroWebhooks;
using Partnero.Contracts.Testing.Fixtures;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

public sealed class RealisticPayloadTests
{
    private const int PerEvent = 300;

    public static TheoryData<string> Events() => [.. WebhookSchemas.Events];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_drawn_delivery_is_valid_and_read_by_generated_code(string name)
    {
        var seed = (ulong)Random.Shared.Next();
        var factory = new DeliveryFactory(new WebhookConsumer(new Uri("https://shop.example.com/hook"), "secret"), seed);
        var dispatcher = new PartneroDispatcher();

        for (var i = 0; i < PerEvent; i++)
        {
            var delivery = factory.Valid(name, optional: (OptionalFields)(i % 3));
            var faults = WebhookSchemas.Validate(delivery.Body);
            Assert.True(faults.Count == 0, $"seed {seed}, delivery {i}: {string.Join("; ", faults)}\n{delivery.BodyText}");
            Assert.Equal(name, dispatcher.Read(delivery.Body).Event);
        }
    }

    [Fact]
    public void Deliveries_have_ids_that_no_other_delivery_has()
    {
        var factory = new DeliveryFactory(new WebhookConsumer(new Uri("https://shop.example.com/hook"), "secret"), 1);

        var ids = Enumerable.Range(0, 1000).Select(_ => factory.Valid("reward.paid").EntityId).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}
