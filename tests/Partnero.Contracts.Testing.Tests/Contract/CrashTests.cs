using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>No consumer makes a run end other than with a verdict, and one that comes back is waited for.</summary>
public sealed class CrashTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, false)]
    [InlineData(1000, false)]
    [InlineData(200, true)]
    [InlineData(1000, true)]
    public async Task A_consumer_that_a_failure_brings_down_and_that_is_soon_back_keeps_the_contract(int milliseconds, bool answersFirst)
    {
        await using var crashing = await CrashingConsumer.StartAsync(TimeSpan.FromMilliseconds(milliseconds), answersFirst: answersFirst);

        var report = await new ContractRunner(crashing.Consumer).RunAsync([.. Clauses("BODY-01", "EFFECT-01", "RETRY-01", "RETRY-02", "IDEM-01", "ROBUST-02")], cancellationToken: Cancellation);

        Assert.True(report.IsKept, Words(report));
        Assert.All(report.Clauses, clause => Assert.True(clause.Outcome == ClauseOutcome.Passed, $"{clause.Clause}: {clause.Outcome}, {clause.Reason}"));
        Assert.True(crashing.Crashes > 1, "It never went down.");
    }

    [Fact]
    public async Task A_consumer_that_a_failure_ends_for_good_is_broken_by_the_delivery_that_did_it()
    {
        await using var crashing = await CrashingConsumer.StartAsync(backAfter: null);

        var report = await new ContractRunner(crashing.Consumer).RunAsync([.. Clauses("BODY-01", "RETRY-01", "IDEM-01", "SIG-01")], cancellationToken: Cancellation);

        Assert.Equal(VerdictKind.Broken, report.Verdict.Kind);
        Assert.Equal([ClauseOutcome.Passed, ClauseOutcome.Failed, ClauseOutcome.NotExercised, ClauseOutcome.NotExercised], report.Clauses.Select(clause => clause.Outcome));
        Assert.Contains("the first attempt fails", report.Clauses[1].Reproduction!.Sent, StringComparison.Ordinal);
        Assert.StartsWith("Since RETRY-01, nothing more can be found out.", report.CutShort, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_its_first_deliveries_end_is_broken_by_the_delivery_that_did_it()
    {
        await using var crashing = await CrashingConsumer.StartAsync(backAfter: null, body => body.AsSpan().IndexOf("partner.updated"u8) >= 0);

        var report = await new ContractRunner(crashing.Consumer).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(VerdictKind.Broken, report.Verdict.Kind);
        Assert.Equal("BODY-01", Assert.Single(report.Clauses, clause => clause.Outcome == ClauseOutcome.Failed).Clause.Id);
        Assert.StartsWith("partner.updated of", report.Clauses[0].Reproduction!.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_a_poison_delivery_ends_is_broken_by_it()
    {
        await using var crashing = await CrashingConsumer.StartAsync(backAfter: null, body => body.AsSpan().IndexOf("[[[["u8) >= 0);

        var report = await new ContractRunner(crashing.Consumer).RunAsync([.. Clauses("BODY-01", "ROBUST-01", "ROBUST-02", "ROBUST-03")], cancellationToken: Cancellation);

        Assert.Equal([ClauseOutcome.Passed, ClauseOutcome.Passed, ClauseOutcome.Failed, ClauseOutcome.NotExercised], report.Clauses.Select(clause => clause.Outcome));
        Assert.Contains("lists within each other", report.Clauses[2].Reproduction!.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_works_off_a_burst_for_long_is_asked_again_before_it_is_given_up()
    {
        var turn = new SemaphoreSlim(1);
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            // It works on, whoever has hung up.
            await turn.WaitAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(120), CancellationToken.None);
            turn.Release();
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        var seen = consumer.Seen();
        var impatient = new WebhookConsumer(seen.Address, seen.Secret) { Handles = ["partner.created"], AnswerTimeout = TimeSpan.FromSeconds(2) };

        var report = await new ContractRunner(impatient).RunAsync([.. Clauses("BODY-01", "STATUS-04", "BODY-02", "BODY-06")], cancellationToken: Cancellation);

        Assert.Equal([ClauseOutcome.Passed, ClauseOutcome.Failed, ClauseOutcome.Passed, ClauseOutcome.Passed], report.Clauses.Select(clause => clause.Outcome));
        Assert.Null(report.CutShort);
    }

    [Theory]
    [InlineData(nameof(WebhookConsumer.State), "STATE-01")]
    [InlineData(nameof(WebhookConsumer.FailFor), "RETRY-01")]
    [InlineData(nameof(WebhookConsumer.Clock), "RETRY-06")]
    [InlineData(nameof(WebhookConsumer.Restart), "RETRY-07")]
    [InlineData(nameof(WebhookConsumer.SetSecrets), "ROTATE-02")]
    public async Task A_switch_that_throws_leaves_its_clause_open_and_the_verdict_undecided(string name, string clause)
    {
        await using var crashing = await CrashingConsumer.StartAsync(TimeSpan.Zero);
        var sound = crashing.Consumer;
        var consumer = new WebhookConsumer(sound.Address, sound.Secret)
        {
            Handles = sound.Handles,
            Effects = sound.Effects,
            State = (_, _, _) => throw new TimeoutException("the switch is stuck"),
            FailFor = (_, _, _, _, _) => throw new TimeoutException("the switch is stuck"),
            Clock = new VirtualClock((by, _) => by > TimeSpan.FromSeconds(30) ? throw new TimeoutException("the switch is stuck") : Task.CompletedTask),
            Restart = _ => throw new TimeoutException("the switch is stuck"),
            SetSecrets = (_, _) => throw new TimeoutException("the switch is stuck"),
        };

        var report = await new ContractRunner(consumer).RunAsync([.. Clauses(clause, "SIG-01")], cancellationToken: Cancellation);

        Assert.Equal([ClauseOutcome.NotExercised, ClauseOutcome.Passed], report.Clauses.Select(clause => clause.Outcome));
        Assert.Matches($"^WebhookConsumer.{name} failed( for .*)?: the switch is stuck$", report.Clauses[0].Reason);
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
    }

    [Fact]
    public async Task Effects_that_cannot_be_told_any_more_cut_the_run_short_and_what_was_found_is_kept()
    {
        await using var crashing = await CrashingConsumer.StartAsync(TimeSpan.Zero);
        var sound = crashing.Consumer;
        var asked = 0;
        var consumer = new WebhookConsumer(sound.Address, sound.Secret)
        {
            Handles = sound.Handles,
            Effects = (name, id, cancellationToken) => ++asked > 60 ? throw new TimeoutException("the ledger is locked") : sound.Effects!(name, id, cancellationToken),
        };

        var report = await new ContractRunner(consumer).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
        Assert.Contains("the ledger is locked", report.CutShort, StringComparison.Ordinal);
        Assert.Equal(PartneroContract.Clauses.Count, report.Clauses.Count);
        Assert.Contains(report.Clauses, clause => clause.Outcome == ClauseOutcome.Passed);
    }

    private static IEnumerable<WebhookClause> Clauses(params string[] ids) => ids.Select(PartneroContract.Find);

    private static string Words(ContractReport report) =>
        report.Verdict + "\n" + string.Join("\n", report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Failed).Select(clause => $"{clause.Clause}: {clause.Reason}"));
}
