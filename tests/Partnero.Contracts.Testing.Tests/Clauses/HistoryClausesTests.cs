using System.Collections.Concurrent;
using Partnero.Contracts.Testing.Histories;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class HistoryClausesTests
{
    private static readonly string[] Accepted = ["partner.created", "partner.updated", "partner.approved", "partner.deleted", "transaction.created", "reward.created"];

    [Theory]
    [InlineData("HIST-01")]
    [InlineData("HIST-02")]
    public async Task A_sound_consumer_keeps_it(string id)
    {
        using var consumer = new SoundHandler();

        var finding = await new ClauseBench(consumer) { Accepted = Accepted }.FindAsync(id);

        Kept(finding);
        Assert.Equal("16 histories.", finding.Reason);
    }

    [Fact]
    public async Task A_sound_consumer_without_switches_keeps_it()
    {
        using var consumer = new SoundHandler();

        Kept(await new ClauseBench(consumer) { Accepted = Accepted, Gives = [Capability.Effects] }.FindAsync("HIST-01"));
    }

    [Fact]
    public async Task A_consumer_that_tries_again_itself_keeps_it()
    {
        using var consumer = new SoundHandler { TriesAgainItself = _ => true };

        Kept(await new ClauseBench(consumer) { Accepted = Accepted }.FindAsync("HIST-01"));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(0, false)]
    public async Task A_duplicate_may_fail_as_often_as_was_asked_for_and_no_more(int asked, bool isKept)
    {
        using var consumer = new SoundHandler { FailsForDuplicates = true };
        if (asked == 0)
            consumer.Answers = posted => consumer.Signed(posted.Event!).Count > 1 ? 500 : null;

        var finding = await new ClauseBench(consumer).FindAsync(async run =>
        {
            var delivery = await run.PrepareAsync("partner.created", TestContext.Current.CancellationToken);
            var step = new HistoryStep(HistoryStepKind.Deliver) { Events = [new HistoryEvent(1, delivery, delivery, IsCreation: true)] };
            var failing = asked == 0 ? step : step with { FailsAt = FailurePoint.AfterCommit, Failures = asked };
            return await new HistoryDrive(run, (_, _) => null).RunAsync([step, failing, step], TestContext.Current.CancellationToken) ?? ClauseFinding.Kept;
        });

        Assert.Equal(isKept ? FindingKind.Kept : FindingKind.Broken, finding.Kind);
    }

    [Fact]
    public async Task What_no_delivery_shows_alone_is_found_and_told_in_as_few_steps_as_show_it()
    {
        // The second update of an entity is lost, and nothing else.
        var updates = new ConcurrentDictionary<string, int>();
        using var consumer = new SoundHandler { Loses = posted => posted.Event == "partner.updated" && posted.IsSigned && updates.AddOrUpdate(posted.Entity!, 1, (_, count) => count + 1) == 2 };

        var finding = await new ClauseBench(consumer) { Accepted = Accepted }.FindAsync("HIST-01");

        Assert.Equal((FindingKind.Broken, "partner.updated"), (finding.Kind, finding.Delivery!.Event));
        Assert.StartsWith("2 effects of partner.updated", finding.Expected, StringComparison.Ordinal);
        Assert.Matches(@"partner\.updated of \S+, dispatched at \d{4}-\d\d-\d\dT[\d:.]+Z", finding.Timeline);
        Assert.True(finding.Timeline!.Split('\n').Length is >= 2 and <= 5, finding.Timeline + consumer.All.Count);
    }

    [Fact]
    public async Task A_forgery_that_is_let_in_is_found()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.IsSigned ? null : 200 };

        var finding = await new ClauseBench(consumer) { Accepted = Accepted }.FindAsync("HIST-01");

        Assert.Equal((FindingKind.Broken, "a refusal"), (finding.Kind, finding.Expected));
    }

    [Fact]
    public async Task What_is_recorded_wrongly_is_found()
    {
        // Names as they came, but for those beyond ASCII.
        using var consumer = new SoundHandler
        {
            Records = posted => posted.Data.EnumerateObject().Select(field => (field.Name, (object?)(field.Value.ValueKind == System.Text.Json.JsonValueKind.String ? System.Text.RegularExpressions.Regex.Replace(field.Value.GetString()!, "[^ -~]", "?") : field.Value))),
        };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer) { Accepted = Accepted }.FindAsync("HIST-01")).Kind);
    }

    [Fact]
    public async Task A_consumer_that_has_come_to_its_end_is_told_of_without_a_shorter_history()
    {
        var count = 0;
        using var consumer = new SoundHandler { Answers = posted => posted.IsSigned && Interlocked.Increment(ref count) > 40 ? 500 : null };

        var finding = await new ClauseBench(consumer) { Accepted = Accepted }.FindAsync("HIST-01");

        Assert.Equal(FindingKind.Broken, finding.Kind);
    }

    private static void Kept(ClauseFinding finding) => Assert.True(finding.Kind == FindingKind.Kept, $"{finding.Reason}\n{finding.Timeline}");
}
