using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

public sealed class EventLifeTests
{
    private static readonly EventLife BuiltIn = WebhookSchemas.BuiltIn.Life;

    [Fact]
    public void Events_of_an_entity_are_in_the_order_in_which_they_may_happen() => Assert.Equal(
        ["partner.created", "partner.updated", "partner.approved", "partner.rejected", "partner.archived", "partner.deleted"],
        BuiltIn.InOrder(WebhookSchemas.BuiltIn.Events.Where(name => EventLife.Family(name) == "partner").Reverse()));

    [Fact]
    public void A_reward_is_paid_after_it_was_approved() =>
        Assert.Equal(["reward.created", "reward.approved", "reward.paid"], BuiltIn.InOrder(["reward.paid", "reward.approved", "reward.created"]));

    [Fact]
    public void A_family_comes_after_those_that_it_refers_to() =>
        Assert.Equal(["partner", "customer", "transaction", "reward"], BuiltIn.FamiliesInOrder(["reward", "transaction", "customer", "partner"]));

    [Theory]
    [InlineData("reward.created", new string[0])]
    [InlineData("partner.updated", new[] { "partner.created" })]
    [InlineData("reward.approved", new[] { "reward.created" })]
    [InlineData("partner.deleted", new[] { "partner.created", "partner.updated" })]
    [InlineData("reward.paid", new[] { "reward.created", "reward.approved" })]
    [InlineData("coupon.used", new[] { "coupon.created", "coupon.updated" })]
    public void What_may_come_before_an_event_does_not_forbid_it(string name, string[] before) => Assert.Equal(before, BuiltIn.Before(name));

    [Fact]
    public void A_consumers_own_events_live_as_their_schemas_say()
    {
        var life = WebhookSchemas.BuiltIn
            .With("order.placed", """{"type":"object","x-follows":[],"properties":{"id":{"type":"string"},"partner":{"$ref":"../definitions/reference.schema.json","x-refers-to":"partner"}}}""")
            .With("order.cancelled", """{"type":"object","x-follows":["order.placed"],"x-ends":true,"properties":{"id":{"type":"string"}}}""")
            .With("order.shipped", """{"type":"object","x-follows":["order.placed"],"properties":{"id":{"type":"string"}}}""").Life;

        Assert.Equal(["order.placed", "order.shipped", "order.cancelled"], life.InOrder(["order.cancelled", "order.placed", "order.shipped"]));
        Assert.Equal(["partner", "order"], life.FamiliesInOrder(["order", "partner"]));
        Assert.Equal(("order.placed", true, false), (life.CreationOf("order.shipped"), life.IsCreation("order.placed"), life.IsCreation("order.shipped")));
    }

    [Fact]
    public void An_event_that_nobody_documents_has_a_schema_and_is_not_drawn_unasked()
    {
        var schemas = WebhookSchemas.BuiltIn.With("order.placed", """{"type":"object","x-documented-by":"nobody"}""").With("order.shipped", """{"type":"object"}""");

        Assert.Equal(["order.placed", "order.shipped"], schemas.Events.Where(name => EventLife.Family(name) == "order"));
        Assert.Equal(["order.shipped"], schemas.Documented.Where(name => EventLife.Family(name) == "order"));
    }
}
