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
}
