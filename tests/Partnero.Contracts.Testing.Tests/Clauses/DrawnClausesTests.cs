using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class DrawnClausesTests
{
    private const int PerEvent = 8;
    private const int MaxSmaller = 200;

    public static TheoryData<string> Ids() => ["BODY-10", "BODY-11"];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Eight_deliveries_are_drawn_of_each_accepted_event_that_has_a_schema(string id)
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer) { Accepted = ["partner.created", "customer.created", "voucher.created"] }.FindAsync(id);

        Assert.Equal(ClauseFinding.Kept, finding);
        Assert.Equal((PerEvent, PerEvent, 2 * PerEvent), (consumer.Signed("partner.created").Count, consumer.Signed("customer.created").Count, consumer.All.Count));
        Assert.Equal(PerEvent, consumer.Signed("partner.created").Select(posted => posted.Entity).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_consumer_that_acknowledges_one_of_them_and_does_not_apply_it_is_found(string id)
    {
        using var consumer = new SoundHandler { Loses = posted => posted.Number == PerEvent };

        var finding = await new ClauseBench(consumer).FindAsync(id);

        Assert.Equal((FindingKind.Broken, "a 2xx and no effect", "valid and signed, drawn from its schema"), (finding.Kind, finding.Actual, finding.Delivery?.Note));
        Assert.Equal(finding.Delivery?.BodyText, consumer.All[PerEvent - 1].Body);
    }

    [Fact]
    public async Task A_refusal_is_found_also_where_effects_are_not_seen()
    {
        using var consumer = new SoundHandler { Answers = _ => 400 };

        var finding = await new ClauseBench(consumer) { Effective = [] }.FindAsync("BODY-10");

        Assert.Equal((FindingKind.Broken, "a 2xx"), (finding.Kind, finding.Expected));
        Assert.StartsWith("400 after", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_is_over_at_the_retry_is_held_against_nobody()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number == 1 ? 500 : null };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("BODY-10"));
    }

    [Fact]
    public async Task What_is_refused_whatever_it_is_like_is_made_as_small_as_can_be_at_once()
    {
        using var consumer = new SoundHandler { Answers = _ => 400 };

        var finding = await new ClauseBench(consumer).FindAsync("BODY-10");

        Assert.Equal(2, consumer.All.Count);
        Assert.Equal(consumer.All[1].Body, finding.Delivery?.BodyText);
        Assert.True(consumer.All[1].Body.Length < consumer.All[0].Body.Length);
    }

    [Fact]
    public async Task The_smallest_delivery_that_is_still_refused_is_reported()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field("tags") is null or "[]" ? null : 400 };

        var finding = await new ClauseBench(consumer).FindAsync("BODY-11");

        var smallest = consumer.All.Last(posted => posted.Body == finding.Delivery?.BodyText);
        Assert.Equal("[\"vip\"]", smallest.Field("tags"));
        Assert.Equal("id,tags", string.Join(',', smallest.Data.EnumerateObject().Select(field => field.Name)));
        Assert.True(consumer.All.Count < MaxSmaller, $"{consumer.All.Count} deliveries were sent: it goes on where nothing is smaller.");
    }

    [Fact]
    public async Task No_more_than_two_hundred_smaller_deliveries_are_tried()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number == 1 ? 400 : null };

        var finding = await new ClauseBench(consumer) { Accepted = ["transaction.created"] }.FindAsync("BODY-11");

        Assert.Equal(consumer.All[0].Body, finding.Delivery?.BodyText);
        Assert.Equal(1 + MaxSmaller, consumer.All.Count);
    }
}
