using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class StatusClausesTests
{
    private static readonly DeliveryAnswer Timeout = new(null, Bench.Moment, "no answer within 5 s") { IsTimeout = true };
    private static readonly DeliveryAnswer BrokenOff = new(null, Bench.Moment, "no answer") { IsUnanswered = true };

    [Fact]
    public async Task One_late_answer_is_enough_to_be_late()
    {
        var finding = await FindAsync("STATUS-01", ["partner.created"], Timeout);

        Assert.Equal((FindingKind.Broken, "an answer within 5 s", "partner.deleted"), (finding.Kind, finding.Expected, finding.Delivery?.Event));
    }

    [Fact]
    public async Task One_answer_in_time_shows_how_fast_the_consumer_is_though_another_was_broken_off()
    {
        Assert.Equal(ClauseFinding.Kept, await FindAsync("STATUS-01", ["partner.created"], BrokenOff));
    }

    [Fact]
    public async Task A_consumer_that_breaks_off_every_delivery_shows_nothing_of_its_speed()
    {
        Assert.Equal(ClauseFinding.NotExercised("No valid delivery was answered: see BODY-01."), await FindAsync("STATUS-01", [], BrokenOff));
    }

    [Theory]
    [InlineData("/login", "/login")]
    [InlineData(null, "nowhere")]
    public async Task A_redirect_is_shown_with_where_it_leads(string? location, string shown)
    {
        var finding = await FindAsync("STATUS-02", ["partner.created"], new DeliveryAnswer(302, Bench.Moment) { Location = location });

        Assert.Equal((FindingKind.Broken, $"302 after 1 ms, to {shown}"), (finding.Kind, finding.Actual));
    }

    [Fact]
    public async Task A_consumer_that_accepts_nothing_shows_nothing_of_redirects()
    {
        Assert.Equal(ClauseFinding.NotExercised("The consumer accepts no valid delivery: see BODY-01."), await FindAsync("STATUS-02", [], new DeliveryAnswer(400, Bench.Moment)));
        Assert.Equal(ClauseFinding.Kept, await FindAsync("STATUS-02", ["partner.created"], new DeliveryAnswer(400, Bench.Moment)));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_consumer_that_acts_on_another_method_is_found(string method)
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted => posted.Method == method ? consumer.Force(posted) : null;

        var finding = await new ClauseBench(consumer).FindAsync("STATUS-03");

        Assert.Equal((FindingKind.Broken, $"signed, and sent by {method}"), (finding.Kind, finding.Delivery?.Note));
        Assert.EndsWith("and 1 effect", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_deliveries_come_at_once_four_times_of_each_accepted_event_in_turn()
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer) { Accepted = ["partner.created", "customer.created"] }.FindAsync("STATUS-04");

        Assert.Equal(ClauseFinding.Kept, finding);
        Assert.Equal((100, 100), (consumer.Signed("partner.created").Count, consumer.Signed("customer.created").Count));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(199)]
    public async Task A_consumer_that_loses_one_of_them_is_found(int number)
    {
        using var consumer = new SoundHandler { Loses = posted => posted.Number == number };

        var finding = await new ClauseBench(consumer).FindAsync("STATUS-04");

        Assert.Equal((FindingKind.Broken, "valid and signed, one of 50 at once", "a 2xx and no effect"), (finding.Kind, finding.Delivery?.Note, finding.Actual));
    }

    [Theory]
    [InlineData(200, "a 2xx and no effect")]
    [InlineData(202, "a 2xx and no effect")]
    [InlineData(415, null)]
    [InlineData(500, null)]
    public async Task Without_a_Content_Type_a_2xx_must_mean_that_the_work_was_done(int status, string? actual)
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted => posted.Header("Content-Type") is null ? status : null;

        Assert.Equal(actual, (await new ClauseBench(consumer).FindAsync("STATUS-05")).Actual);
    }

    private static async Task<ClauseFinding> FindAsync(string id, string[] accepted, DeliveryAnswer refusal)
    {
        using var consumer = new SoundHandler();
        return await new ClauseBench(consumer) { Accepted = accepted, Refused = ["partner.deleted"], Refusal = refusal }.FindAsync(id);
    }
}
