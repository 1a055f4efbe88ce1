using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class EventLifeTests
{
    [Theory]
    [InlineData("partner.created", 0)]
    [InlineData("partner.updated", 1)]
    [InlineData("transaction.created", 0)]
    [InlineData("reward.deleted", 6)]
    [InlineData("partner.unheard_of", 7)]
    public void An_event_is_ranked_by_when_it_happens_in_the_life_of_its_entity(string name, int rank)
    {
        Assert.Equal(rank, EventLife.Rank(name));
    }

    [Theory]
    [InlineData("partner", 0)]
    [InlineData("reward", 3)]
    [InlineData("coupon", 4)]
    public void A_family_is_ranked_after_those_that_it_refers_to(string family, int rank)
    {
        Assert.Equal(rank, EventLife.FamilyRank(family));
    }

    [Theory]
    [InlineData("reward.created", new string[0])]
    [InlineData("reward.updated", new[] { "reward.created" })]
    [InlineData("reward.approved", new[] { "reward.created", "reward.updated" })]
    [InlineData("reward.deleted", new[] { "reward.created", "reward.updated" })]
    [InlineData("reward.paid", new[] { "reward.created", "reward.updated", "reward.approved" })]
    public void What_may_come_before_an_event_does_not_forbid_it(string name, string[] before)
    {
        Assert.Equal(before, EventLife.Before(name));
    }
}
