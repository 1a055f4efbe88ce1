using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class IdempotencyClausesTests
{
    private const string Created = "partner.created";
    private const string Updated = "partner.updated";

    private const int Fence = 1;

    [Fact]
    public async Task The_same_bytes_come_three_times()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("IDEM-01"));
        Assert.Equal([3, Fence], consumer.All.GroupBy(posted => posted.Body).Select(same => same.Count()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_consumer_that_takes_a_duplicate_for_another_event_is_found(int which)
    {
        var seen = new Dictionary<string, int>();
        using var consumer = new SoundHandler();
        consumer.Remembers = posted => posted.Body + (seen[posted.Body] >= which ? "#" : "");
        consumer.Answers = posted =>
        {
            seen[posted.Body] = seen.GetValueOrDefault(posted.Body) + 1;
            return null;
        };

        var finding = await new ClauseBench(consumer).FindAsync("IDEM-01");

        Assert.Equal((FindingKind.Broken, "1 effect", "2 effects (1 of 1 tries)"), (finding.Kind, finding.Expected, finding.Actual));
    }

    [Fact]
    public async Task A_consumer_that_refuses_a_duplicate_is_told_which()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Number == 2 ? 400 : null };

        var finding = await new ClauseBench(consumer).FindAsync("IDEM-01");

        Assert.Equal((FindingKind.Broken, "a 2xx, also for a duplicate", "valid and signed, attempt 2 with the same bytes"), (finding.Kind, finding.Expected, finding.Delivery?.Note));
    }

    [Fact]
    public async Task The_third_of_three_updates_is_the_first_again_at_another_time()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Created, Updated] }.FindAsync("IDEM-02"));

        var (first, second, third) = Updates(consumer, Updated);
        Assert.NotEqual(Values(first), Values(second));
        Assert.Equal(Values(first), Values(third));
        Assert.All([first, second, third], update => Assert.Null(update.Field("updated_at")));
        Assert.NotEqual(first.Body, third.Body);
    }

    [Fact]
    public async Task An_update_that_does_not_say_when_is_not_made_to()
    {
        using var consumer = new SoundHandler();
        var schemas = WebhookSchemas.BuiltIn.With("voucher.updated", """{"type":"object","required":["id","value"],"properties":{"id":{"type":"string"},"value":{"type":"integer"}}}""");

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = ["voucher.updated"], Schemas = schemas }.FindAsync("IDEM-02"));

        var (first, _, third) = Updates(consumer, "voucher.updated");
        Assert.Equal(first.Data.GetRawText(), third.Data.GetRawText());
        Assert.NotEqual(first.Body, third.Body);
    }

    [Fact]
    public async Task After_an_update_that_is_lost_the_later_ones_are_not_sent()
    {
        var count = 0;
        using var consumer = new SoundHandler { Loses = posted => posted.Event == Updated && ++count == 2 };

        var finding = await new ClauseBench(consumer) { Accepted = [Created, Updated], Effective = [Updated] }.FindAsync("IDEM-02");

        Assert.Equal((FindingKind.Broken, "3 effects", "1 effect (1 of 1 tries)"), (finding.Kind, finding.Expected, finding.Actual));
        Assert.Equal(2 + Fence, consumer.Signed(Updated).Count);
    }

    [Fact]
    public async Task Without_an_update_that_takes_effect_there_are_no_distinct_ones()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer).FindAsync("IDEM-02")).Kind);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(11, 11)]
    public async Task There_are_ten_races_of_eight_duplicates_or_one_of_each_event(int events, int races)
    {
        using var consumer = new SoundHandler();
        string[] names = [.. Enumerable.Range(1, events).Select(number => $"kind{number}.created")];

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = names }.FindAsync("IDEM-03"));
        Assert.Equal([.. Enumerable.Repeat(8, races), Fence], consumer.All.GroupBy(posted => posted.Entity).Select(same => same.Count()));
    }

    [Fact]
    public async Task A_duplicate_that_is_refused_while_the_other_is_worked_on_is_taken_at_the_retry()
    {
        var seen = new Dictionary<string, int>();
        using var consumer = new SoundHandler
        {
            Answers = posted =>
            {
                seen[posted.Body] = seen.GetValueOrDefault(posted.Body) + 1;
                return seen[posted.Body] is > 1 and <= 8 ? 409 : null;
            },
        };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("IDEM-03"));
        Assert.Equal([.. Enumerable.Repeat(9, 10), Fence], seen.Values);
    }

    [Fact]
    public async Task A_duplicate_that_is_refused_at_the_retry_too_is_found()
    {
        var seen = new HashSet<string>();
        using var consumer = new SoundHandler { Answers = posted => seen.Add(posted.Body) ? null : 409 };

        Assert.Equal((FindingKind.Broken, "a 2xx at the latest on a retry after the race"), await new ClauseBench(consumer).FindAsync("IDEM-03") is var finding ? (finding.Kind, finding.Expected) : default);
    }

    [Fact]
    public async Task A_valid_delivery_comes_after_forgeries_of_its_own_bytes()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("IDEM-04"));

        var same = consumer.All.GroupBy(posted => posted.Body).First();
        Assert.Equal([new string('0', 64), null], same.SkipLast(1).Select(posted => posted.Header("Signature")));
        Assert.True(same.Last().IsSigned);
    }

    [Fact]
    public async Task A_duplicate_comes_with_all_transport_headers_changed_and_its_signature_kept()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("IDEM-05"));

        var (first, duplicate) = (consumer.All[0], consumer.All[1]);
        Assert.Equal(first.Body, duplicate.Body);
        Assert.Equal(["GuzzleHttp/7"], Values(first, "User-Agent"));
        Assert.Equal(["GuzzleHttp/7.9"], Values(duplicate, "User-Agent"));
        Assert.Single(Values(duplicate, "Content-Type"));
        Assert.Equal(Values(first, "Signature"), Values(duplicate, "Signature"));
        Assert.Empty(Values(first, "X-Request-Id"));
        Assert.Single(Values(duplicate, "X-Request-Id"));

        static IEnumerable<string> Values(Posted posted, string name) => posted.Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
    }

    [Fact]
    public async Task A_consumer_that_takes_the_moment_for_the_identity_is_found()
    {
        using var consumer = new SoundHandler { Remembers = Moment };

        var finding = await new ClauseBench(consumer).FindAsync("IDEM-06");

        Assert.Equal((FindingKind.Broken, "no effect (1 of 2 tries)"), (finding.Kind, finding.Actual));

        static string Moment(Posted posted) => System.Text.Json.Nodes.JsonNode.Parse(posted.Body)!["created_at"]!.ToString();
    }

    private static (Posted First, Posted Second, Posted Third) Updates(SoundHandler consumer, string name) =>
        consumer.Signed(name) is [var first, var second, var third, ..] ? (first, second, third) : throw new InvalidOperationException("There are not three.");

    private static string Values(Posted posted) => string.Join(',', posted.Data.EnumerateObject().Where(field => field.Name != "updated_at").Select(field => field.ToString()));
}
