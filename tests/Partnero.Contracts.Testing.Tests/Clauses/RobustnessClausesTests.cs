using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class RobustnessClausesTests
{
    private const string Expected = "any refusal, then a 2xx for the valid delivery after it";

    public static TheoryData<string> Ids() => ["ROBUST-01", "ROBUST-02", "ROBUST-04"];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_valid_delivery_comes_after_each_hostile_one(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync(id));
        Assert.All(consumer.All.Where(posted => posted.Number % 2 == 0), posted => Assert.Equal(("partner.created", true), (posted.Event, posted.IsSigned)));
        Assert.True(consumer.All.Count >= 20 && consumer.All.Count % 2 == 0);
    }

    [Fact]
    public async Task A_worker_that_dies_of_a_hostile_delivery_is_found_with_the_delivery_before_the_first_that_was_lost()
    {
        using var consumer = new SoundHandler { Loses = posted => posted.Number >= 6 };

        var finding = await new ClauseBench(consumer).FindAsync("ROBUST-01");

        Assert.Equal((FindingKind.Broken, "the valid delivery after it to take effect", "a 2xx and no effect"), (finding.Kind, finding.Expected, finding.Actual));
        Assert.Equal(consumer.All[4].Body, finding.Delivery?.BodyText);
    }

    [Fact]
    public async Task A_worker_cannot_be_seen_where_nothing_takes_effect()
    {
        using var consumer = new SoundHandler { Loses = _ => true };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Effective = [], Gives = [] }.FindAsync("ROBUST-01"));
    }

    [Fact]
    public async Task A_consumer_that_refuses_what_is_valid_after_a_hostile_delivery_is_found()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number >= 4 ? 400 : null };

        var finding = await new ClauseBench(consumer).FindAsync("ROBUST-01");

        Assert.Equal((FindingKind.Broken, Expected, consumer.All[2].Body), (finding.Kind, finding.Expected, finding.Delivery?.BodyText));
        Assert.Contains("; then 400 after", finding.Actual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    public async Task A_consumer_that_is_gone_was_ended_by_the_hostile_delivery(int first)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number >= first ? ScriptedHandler.Nobody : null };

        var finding = await new ClauseBench(consumer).FindAsync("ROBUST-01");

        Assert.Equal((FindingKind.Broken, Expected, consumer.All[2].Body), (finding.Kind, finding.Expected, finding.Delivery?.BodyText));
        Assert.Contains("nothing listens", finding.Actual, StringComparison.Ordinal);
        Assert.NotNull(finding.Delivery?.Note);
    }

    [Fact]
    public async Task A_consumer_that_is_silent_is_not_gone()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number >= 3 ? ScriptedHandler.Never : null };

        var finding = await new ClauseBench(consumer) { AnswerTimeout = Bench.Hurry }.FindAsync("ROBUST-01");

        Assert.Equal((FindingKind.Broken, "an answer"), (finding.Kind, finding.Expected));
    }

    [Fact]
    public async Task A_consumer_that_asks_to_be_sent_to_later_for_too_long_leaves_it_open()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number >= 3 ? 503 : null };

        var finding = await new ClauseBench(consumer).FindAsync("ROBUST-01");

        Assert.Equal((FindingKind.NotExercised, true), (finding.Kind, finding.IsBlocked));
    }

    [Theory]
    [InlineData("[1,2,3]")]
    [InlineData("\"rate\":NaN")]
    public async Task A_crash_at_what_makes_no_sense_is_advice(string nonsense)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Contains(nonsense, StringComparison.Ordinal) ? 500 : null };

        var finding = await new ClauseBench(consumer).FindAsync("ROBUST-03");

        Assert.Equal((FindingKind.Broken, "a 4xx; or a 2xx, if it was stored"), (finding.Kind, finding.Expected));
        Assert.Contains(nonsense, finding.Delivery!.BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonsense_that_is_too_large_for_an_answer_is_not_sent_for_one()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("ROBUST-03"));
        Assert.All(consumer.All, posted => Assert.True(posted.Body.Length < 1024 * 1024));
        Assert.Equal(ByteFault.All.Count, consumer.All.Count);
    }

    [Fact]
    public async Task Without_a_schema_no_payload_can_break_one()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer) { Accepted = ["voucher.created"] }.FindAsync("ROBUST-04")).Kind);
    }
}
