using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class ScaleClausesTests
{
    private static readonly string[] Updated = ["partner.created", "partner.updated"];

    public static TheoryData<string> All => ["SCALE-01", "SCALE-02", "SCALE-03"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_same_bytes_come_to_either_replica(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync(id));

        Assert.Contains(consumer.All.GroupBy(posted => posted.Body), same => same.Any(posted => posted.IsAtReplica) && same.Any(posted => !posted.IsAtReplica));
    }

    [Theory]
    [InlineData("SCALE-01")]
    [InlineData("SCALE-02")]
    public async Task Replicas_that_know_nothing_of_each_other_are_found(string id)
    {
        using var consumer = new SoundHandler { Remembers = posted => posted.Body + posted.IsAtReplica };

        var finding = await new ClauseBench(consumer).FindAsync(id);

        Assert.Equal((FindingKind.Broken, "1 effect"), (finding.Kind, finding.Expected));
        Assert.StartsWith("2 effects", finding.Actual, StringComparison.Ordinal);
        Assert.Contains("replica", finding.Delivery?.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_both_store_is_what_all_events_say()
    {
        using var consumer = new SoundHandler { States = new StateTable() };

        Assert.Equal(FindingKind.Kept, (await new ClauseBench(consumer) { Accepted = Updated }.FindAsync("SCALE-04")).Kind);
    }

    [Fact]
    public async Task Where_what_the_other_stores_is_never_seen_nothing_is_said()
    {
        using var consumer = new SoundHandler { States = new StateTable { Ignores = posted => posted.IsAtReplica } };

        var finding = await new ClauseBench(consumer) { Accepted = Updated }.FindAsync("SCALE-04");

        Assert.Equal(FindingKind.NotExercised, finding.Kind);
        Assert.Contains("have the probe read the store", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_replica_that_writes_back_what_it_saw_last_is_found(bool isByTime)
    {
        // What came to the first replica, by entity: it knows nothing of what came to the other.
        var seen = new Dictionary<string, Posted>();
        using var consumer = new SoundHandler
        {
            States = new StateTable
            {
                IsOlder = (posted, stored) => isByTime && !posted.IsAtReplica ? seen.TryGetValue(posted.Entity!, out var own) && posted.CreatedAt < own.CreatedAt : posted.CreatedAt < stored,
                Stores = posted =>
                {
                    var own = posted.IsAtReplica ? null : seen.GetValueOrDefault(posted.Entity!);
                    if (!posted.IsAtReplica)
                        seen[posted.Entity!] = posted;
                    return [.. (own is null || isByTime ? [] : Fields(own)), .. Fields(posted)];
                },
            },
        };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer) { Accepted = Updated }.FindAsync("SCALE-04")).Kind);

        static IEnumerable<(string, object?)> Fields(Posted posted) => posted.Data.EnumerateObject().Select(field => (field.Name, (object?)field.Value));
    }

    [Fact]
    public async Task A_duplicate_begins_at_the_first_and_at_the_other()
    {
        using var consumer = new SoundHandler();

        await new ClauseBench(consumer).FindAsync("SCALE-01");

        Assert.Equal([false, true], consumer.All.GroupBy(posted => posted.Body).Where(same => same.Count() == 2).Select(same => same.First().IsAtReplica));
    }

    [Fact]
    public async Task A_replica_that_takes_what_failed_elsewhere_for_done_is_found()
    {
        var begun = new HashSet<string>();
        using var consumer = new SoundHandler();
        consumer.Answers = posted => posted is { IsSigned: true, IsAtReplica: true } && begun.Contains(posted.Body) ? 200 : null;
        consumer.Loses = posted =>
        {
            begun.Add(posted.Body);
            return false;
        };
        consumer.Says = posted =>
        {
            begun.Add(posted.Body);
            return "";
        };

        var finding = await new ClauseBench(consumer).FindAsync("SCALE-03");

        Assert.Equal((FindingKind.Broken, "1 effect"), (finding.Kind, finding.Expected));
        Assert.StartsWith("no effect", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_that_refuses_the_retry_is_found()
    {
        var seen = new HashSet<string>();
        using var consumer = new SoundHandler();
        consumer.Answers = posted => posted.IsSigned && !seen.Add(posted.Body) && posted.IsAtReplica ? 400 : null;

        var finding = await new ClauseBench(consumer).FindAsync("SCALE-03");

        Assert.Equal((FindingKind.Broken, "a 2xx for the retry at another replica"), (finding.Kind, finding.Expected));
        Assert.Equal("500, then 400", System.Text.RegularExpressions.Regex.Replace(finding.Actual!, @"^(\d+).*; (then \d+).*$", "$1, $2"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_no_replica_of_the_consumer_is_not_held_against_it(string id)
    {
        using var stranger = new SoundHandler { Answers = posted => posted.IsAtReplica ? 401 : null };
        using var other = new SoundHandler { Loses = posted => posted.IsAtReplica };
        using var nobody = new SoundHandler { Answers = posted => posted.IsAtReplica ? ScriptedHandler.Nobody : null };

        var refused = await new ClauseBench(stranger).FindAsync(id);
        var unseen = await new ClauseBench(other).FindAsync(id);
        var gone = await new ClauseBench(nobody).FindAsync(id);

        Assert.All([refused, unseen, gone], finding => Assert.Equal((FindingKind.NotExercised, true), (finding.Kind, finding.IsBlocked)));
        Assert.Contains("answered a valid partner.created with 401", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("shows no effect of it", unseen.Reason, StringComparison.Ordinal);
        Assert.StartsWith("WebhookConsumer.Replica cannot be reached: ", gone.Reason, StringComparison.Ordinal);
        Assert.Contains(SoundHandler.Replica.Authority, gone.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_acknowledges_what_fails_is_not_asked_for_a_retry()
    {
        using var consumer = new SoundHandler { TriesAgainItself = _ => true };

        Assert.Equal((FindingKind.NotExercised, false), await new ClauseBench(consumer).FindAsync("SCALE-03") is var finding ? (finding.Kind, finding.IsBlocked) : default);
    }

    [Fact]
    public void An_address_that_can_be_no_other_replica_is_refused()
    {
        var address = new Uri("http://127.0.0.1:5000/hook");

        Assert.StartsWith("The replica's address is the consumer's own, ", Assert.Throws<ArgumentException>(() => new WebhookConsumer(address, "secret") { Replica = address }).Message, StringComparison.Ordinal);
        Assert.StartsWith("The replica's address must be an absolute http or https address", Assert.Throws<ArgumentException>(() => new WebhookConsumer(address, "secret") { Replica = new Uri("ftp://127.0.0.1/hook") }).Message, StringComparison.Ordinal);
    }
}
