using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class RetryClausesTests
{
    private const string Created = "partner.created";
    private const string Customer = "customer.created";
    private const string NothingFailed = "The consumer acknowledged every attempt that was to fail.";
    private const int Fence = 1;

    public static TheoryData<string> AtEachPoint() => ["RETRY-01", "RETRY-03", "RETRY-04"];

    [Theory]
    [MemberData(nameof(AtEachPoint))]
    public async Task An_attempt_that_fails_is_tried_once_more(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync(id));
        Assert.Equal([2, Fence], Counts(consumer));
    }

    [Theory]
    [InlineData("RETRY-01", null)]
    [InlineData("RETRY-03", "before its commit")]
    [InlineData("RETRY-04", "after its commit")]
    public async Task A_consumer_that_fails_before_the_effect_alone_is_not_asked_for_more(string id, string? missing)
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer) { FailsAtEveryPoint = false }.FindAsync(id);

        Assert.Equal(missing is null ? FindingKind.Kept : FindingKind.NotExercised, finding.Kind);
        Assert.StartsWith(missing is null ? "" : $"The consumer cannot be made to fail {missing}.", finding.Reason ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RETRY-01")]
    [InlineData("RETRY-02")]
    [InlineData("RETRY-05")]
    public async Task Where_no_attempt_fails_nothing_is_shown(string id)
    {
        using var consumer = new SoundHandler { CanFail = _ => false };

        var finding = await new ClauseBench(consumer).FindAsync(id);

        Assert.Equal(FindingKind.NotExercised, finding.Kind);
        Assert.StartsWith(NothingFailed, finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_is_acknowledged_is_not_tried_again()
    {
        using var consumer = new SoundHandler { CanFail = name => name == Customer };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Created, Customer] }.FindAsync("RETRY-01"));
        Assert.Equal([1, 2], Counts(consumer).Take(2));
        Assert.All(Counts(consumer).Skip(2), count => Assert.Equal(Fence, count));
    }

    [Fact]
    public async Task A_failure_that_is_answered_with_503_is_over_once_the_delivery_is_taken()
    {
        using var consumer = new SoundHandler { FailureStatus = 503 };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("RETRY-01"));
        Assert.Equal([2, Fence], Counts(consumer));
    }

    [Fact]
    public async Task What_is_lost_after_a_failure_that_was_answered_with_503_is_found()
    {
        using var consumer = new SoundHandler { FailureStatus = 503, Loses = posted => posted.Number == 2 };

        var finding = await new ClauseBench(consumer).FindAsync("RETRY-01");

        Assert.Equal((FindingKind.Broken, "1 effect", "no effect (1 of 1 tries)"), (finding.Kind, finding.Expected, finding.Actual));
    }

    [Theory]
    [InlineData(503, 500, 500, 200, true)]
    [InlineData(500, 500, 200, 200, true)]
    [InlineData(500, 500, 500, 200, false)]
    public async Task After_503_the_retry_may_fail_as_often_as_after_any_failure(int first, int second, int third, int fourth, bool isKept)
    {
        int[] answers = [first, second, third, fourth];
        using var consumer = new SoundHandler { CanFail = _ => false, Answers = posted => posted.Number <= 4 && answers[posted.Number - 1] is var status and not 200 ? status : null };

        var finding = await new ClauseBench(consumer).FindAsync("RETRY-01");

        Assert.Equal(isKept ? (FindingKind.Kept, null) : (FindingKind.Broken, "a 2xx for the retry"), (finding.Kind, finding.Expected));
    }

    [Fact]
    public async Task A_consumer_that_takes_the_retry_for_a_duplicate_is_found()
    {
        using var consumer = new SoundHandler { Loses = posted => posted.Number == 2 };

        var finding = await new ClauseBench(consumer).FindAsync("RETRY-01");

        Assert.Equal((FindingKind.Broken, "no effect (1 of 1 tries)"), (finding.Kind, finding.Actual));
    }

    [Fact]
    public async Task Where_the_retry_of_a_failed_attempt_makes_two_effects_that_is_said()
    {
        using var doubling = new SoundHandler { AppliesAlso = posted => posted.Number == 2 ? [(posted.Event!, posted.Entity!)] : [] };
        using var losing = new SoundHandler { Loses = posted => posted.Number == 2 };

        var twice = await new ClauseBench(doubling).FindAsync("RETRY-01");
        var never = await new ClauseBench(losing).FindAsync("RETRY-01");

        Assert.Equal((FindingKind.Broken, "2 effects (1 of 1 tries)"), (twice.Kind, twice.Actual));
        Assert.Contains("the retry does it once more", twice.Why, StringComparison.Ordinal);
        Assert.Null(never.Why);
    }

    [Fact]
    public async Task A_consumer_that_tries_again_by_itself_may_acknowledge_what_fails()
    {
        using var consumer = new SoundHandler { TriesAgainItself = _ => true };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("RETRY-02"));
    }

    [Fact]
    public async Task A_consumer_that_acknowledges_what_fails_and_does_not_try_again_is_found()
    {
        using var consumer = new SoundHandler { FailureStatus = 200 };

        var finding = await new ClauseBench(consumer).FindAsync("RETRY-02");

        Assert.Equal((FindingKind.Broken, "a 2xx, and no effect"), (finding.Kind, finding.Actual));
    }

    [Fact]
    public async Task One_event_that_can_fail_and_is_not_acknowledged_is_enough()
    {
        using var consumer = new SoundHandler { CanFail = name => name == Customer };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Created, Customer] }.FindAsync("RETRY-02"));
    }

    [Fact]
    public async Task A_consumer_that_is_asked_whether_it_can_fail_is_left_whole()
    {
        using var consumer = new SoundHandler { TriesAgainItself = _ => true };

        await new ClauseBench(consumer).FindAsync("RETRY-02");

        Assert.All(consumer.Failures, failure => Assert.Equal(0, failure.Value.Times));
    }

    [Fact]
    public async Task Four_attempts_fail_and_the_fifth_takes_effect_at_the_times_of_the_sender()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("RETRY-05"));
        Assert.Equal([5, Fence], Counts(consumer));
        Assert.InRange(consumer.Advanced, TimeSpan.FromMinutes(156), TimeSpan.FromMinutes(157));
    }

    [Fact]
    public async Task An_attempt_that_meets_a_limit_on_the_rate_is_made_again_at_once()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number == 2 ? 429 : null };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("RETRY-05"));
        Assert.Equal([6, Fence], Counts(consumer));
    }

    [Fact]
    public async Task The_last_attempt_alone_is_made_again_after_a_crash()
    {
        using var once = new SoundHandler { Answers = posted => posted.Number == 5 ? 500 : null };
        using var refusing = new SoundHandler { Answers = posted => posted.Number >= 5 ? 400 : null };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(once).FindAsync("RETRY-05"));
        Assert.Equal([6, Fence], Counts(once));
        Assert.Equal((FindingKind.Broken, "a 2xx for the fifth attempt"), await new ClauseBench(refusing).FindAsync("RETRY-05") is var finding ? (finding.Kind, finding.Expected) : default);
        Assert.Equal([5], Counts(refusing));
    }

    [Theory]
    [InlineData("RETRY-06", 5, "a 2xx, also for a late duplicate")]
    [InlineData("RETRY-07", 2, "a 2xx, also for a duplicate after a restart")]
    public async Task A_late_duplicate_comes_at_each_time_and_must_not_be_refused(string id, int times, string expected)
    {
        using var sound = new SoundHandler();
        using var refusing = new SoundHandler { Answers = posted => posted.Number == times ? 409 : null };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(sound).FindAsync(id));
        Assert.Equal([times, Fence], Counts(sound));
        Assert.Equal((FindingKind.Broken, expected), await new ClauseBench(refusing).FindAsync(id) is var finding ? (finding.Kind, finding.Expected) : default);
    }

    /// <summary>How often each delivery was sent.</summary>
    private static IEnumerable<int> Counts(SoundHandler consumer) => consumer.All.GroupBy(posted => posted.Body).Select(same => same.Count());
}
