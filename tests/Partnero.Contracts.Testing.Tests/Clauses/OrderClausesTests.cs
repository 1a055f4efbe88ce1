using System.Globalization;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class OrderClausesTests
{
    [Fact]
    public async Task The_creation_of_each_new_entity_comes_three_hours_late()
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer) { Accepted = ["partner.created", "partner.updated", "customer.created"] }.FindAsync("ORDER-01");

        Assert.Equal(ClauseFinding.Kept, finding);
        Assert.Equal(["partner.created", "customer.created"], consumer.All.Select(posted => posted.Event));
        Assert.All(consumer.All, posted => Assert.InRange(DateTimeOffset.UtcNow - Dispatched(posted), TimeSpan.FromHours(3), TimeSpan.FromHours(3.2)));
    }

    [Fact]
    public async Task Where_no_creation_is_accepted_another_event_comes_late()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = ["reward.paid"] }.FindAsync("ORDER-01"));
        Assert.Equal("reward.paid", Assert.Single(consumer.All).Event);
    }

    [Fact]
    public async Task A_consumer_that_refuses_what_is_old_is_found()
    {
        using var consumer = new SoundHandler { Answers = posted => DateTimeOffset.UtcNow - Dispatched(posted) > TimeSpan.FromMinutes(5) ? 400 : null };

        var finding = await new ClauseBench(consumer).FindAsync("ORDER-01");

        Assert.Equal((FindingKind.Broken, "valid and signed, dispatched 3 hours ago"), (finding.Kind, finding.Delivery?.Note));
    }

    private static DateTimeOffset Dispatched(Posted posted) => DateTimeOffset.Parse(JsonNode.Parse(posted.Body)!["created_at"]!.ToString(), CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reward_of_a_partner_that_was_never_announced_is_neither_refused_nor_dropped(bool isRefused)
    {
        using var consumer = new SoundHandler();
        if (isRefused)
            consumer.Answers = posted => IsOfUnknown(posted) ? 409 : null;
        else
            consumer.Loses = IsOfUnknown;

        var finding = await new ClauseBench(consumer) { Accepted = ["reward.created"] }.FindAsync("ORDER-02");

        Assert.Equal((FindingKind.Broken, "valid and signed, and what it refers to was never announced"), (finding.Kind, finding.Delivery?.Note));

        static bool IsOfUnknown(Posted posted) => posted.Field("partner") is { } partner && System.Text.RegularExpressions.Regex.IsMatch(partner, "\"partner_[0-9]{9}\"");
    }

    [Fact]
    public async Task An_update_of_an_entity_that_was_never_announced_may_be_ignored_and_not_refused()
    {
        using var ignoring = new SoundHandler { Loses = posted => posted.Event == "partner.updated" };
        using var refusing = new SoundHandler();
        refusing.Answers = posted => posted.Event == "partner.updated" && !refusing.All.Any(other => other.Event == "partner.created" && other.Entity == posted.Entity) ? 404 : null;

        Assert.Equal(FindingKind.Kept, (await new ClauseBench(ignoring) { Accepted = ["partner.created", "partner.updated"], Effective = ["partner.created"] }.FindAsync("ORDER-02")).Kind);
        Assert.Equal(FindingKind.Broken, (await new ClauseBench(refusing) { Accepted = ["partner.created", "partner.updated"] }.FindAsync("ORDER-02")).Kind);
    }
}
