using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class ContractRunnerTests
{
    private const string Created = "partner.created";
    private const string Updated = "partner.updated";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_reports_each_clause_before_it_and_after_it()
    {
        var seen = new List<(string, int, int, ClauseOutcome?)>();

        var report = await new ContractRunner(Consumer(new ScriptedHandler(_ => 200)), seed: 42).FollowAsync(
            [Bench.Clause("T-1"), Bench.Clause("T-2", (_, _) => Task.FromResult(ClauseFinding.Broken("It is slow.")))],
            one => seen.Add((one.Clause.Id, one.Done, one.Total, one.Report?.Outcome)),
            Cancellation);

        Assert.Equal([("T-1", 0, 2, null), ("T-1", 1, 2, ClauseOutcome.Passed), ("T-2", 1, 2, null), ("T-2", 2, 2, ClauseOutcome.Failed)], seen);
        Assert.Equal([ClauseOutcome.Passed, ClauseOutcome.Failed], report.Clauses.Select(clause => clause.Outcome));
        Assert.Equal((42UL, ScriptedHandler.Address, VerdictKind.Broken), (report.Seed, report.Target, report.Verdict.Kind));
        Assert.True(report.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_run_tells_of_each_clause_once_it_is_checked()
    {
        var told = new List<ClauseReport>();

        var report = await new ContractRunner(Consumer(new ScriptedHandler(_ => 200))).RunAsync([Bench.Clause("T-1"), Bench.Clause("T-2")], new Told(told.Add), Cancellation);

        Assert.Equal(report.Clauses, told);
    }

    [Fact]
    public async Task Without_clauses_the_whole_contract_is_checked()
    {
        var report = await new ContractRunner(Consumer(new ScriptedHandler(_ => 404))).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(PartneroContract.Clauses.Select(clause => clause.Id), report.Clauses.Select(clause => clause.Clause.Id));
        Assert.Contains("correct the path", report.Doubt, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
    }

    [Fact]
    public async Task A_consumer_that_ends_at_the_first_deliveries_cuts_the_run_short()
    {
        var report = await new ContractRunner(Consumer(new ScriptedHandler(one => one.Number == 1 ? 200 : ScriptedHandler.Nobody))).RunAsync([Bench.Clause()], cancellationToken: Cancellation);

        Assert.Equal(ClauseOutcome.NotExercised, report.Clauses[0].Outcome);
        Assert.StartsWith("The consumer ended after", report.CutShort, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
    }

    [Fact]
    public async Task Events_without_an_effect_are_named_where_nobody_said_what_is_handled()
    {
        var handler = new ScriptedHandler(one => one.Event == Updated ? 400 : 200);
        var effects = handler.Effects(name => name == Created ? 1 : 0);

        var asked = await RunAsync(new WebhookConsumer(handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Effects = effects, EffectTimeout = TimeSpan.FromMilliseconds(30) });

        Assert.Contains("customer.created", asked.WithoutEffect);
        Assert.DoesNotContain(Created, asked.WithoutEffect);
        Assert.DoesNotContain(Updated, asked.WithoutEffect);
    }

    [Fact]
    public async Task No_event_is_named_where_effects_cannot_be_seen_or_it_is_said_what_is_handled()
    {
        var handler = new ScriptedHandler(_ => 200);

        Assert.Empty((await RunAsync(new WebhookConsumer(handler, ScriptedHandler.Address, ScriptedHandler.Secret))).WithoutEffect);
        Assert.Empty((await RunAsync(Consumer(handler, Bench.Effects((_, _) => 0)))).WithoutEffect);
    }

    [Fact]
    public void A_runner_draws_from_the_seed_that_it_is_given_and_from_another_each_time_without()
    {
        var consumer = Consumer(new ScriptedHandler(_ => 200));

        Assert.Equal(42UL, new ContractRunner(consumer, seed: 42).Seed);
        Assert.True(Enumerable.Range(0, 5).Select(_ => new ContractRunner(consumer).Seed).Distinct().Count() > 1);
        Assert.Throws<ArgumentNullException>(() => new ContractRunner(null!));
    }

    [Fact]
    public async Task A_replay_sends_the_same_bytes_again()
    {
        var first = new ScriptedHandler(_ => 200);
        var report = await new ContractRunner(Consumer(first)).RunAsync([PartneroContract.Find("SIG-01")], cancellationToken: Cancellation);
        var again = new ScriptedHandler(_ => 200);

        var replayed = await ContractRunner.ReplayAsync(Consumer(again), report.Clauses[0].Replay!, cancellationToken: Cancellation);

        Assert.Equal(ClauseOutcome.Failed, Assert.Single(replayed.Clauses).Outcome);
        Assert.Equal(first.All.Select(one => one.Body), again.All.Select(one => one.Body));
        Assert.Equal((report.Seed, report.Clauses[0].Replay), (replayed.Seed, replayed.Clauses[0].Replay));
    }

    [Fact]
    public async Task A_replay_with_other_schemas_is_refused()
    {
        var report = await new ContractRunner(Consumer(new ScriptedHandler(_ => 200))).RunAsync([PartneroContract.Find("SIG-01")], cancellationToken: Cancellation);
        var token = ReplayToken.Parse(report.Clauses[0].Replay!) with { Schemas = 1 };

        await Assert.ThrowsAsync<FormatException>(() => ContractRunner.ReplayAsync(Consumer(new ScriptedHandler(_ => 200)), token.ToString(), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Clauses_that_are_verified_one_by_one_share_the_first_deliveries_and_what_cut_them_short()
    {
        var handler = new ScriptedHandler(one => one.Number <= 3 ? 200 : ScriptedHandler.Nobody);
        var consumer = Consumer(handler);
        static async Task<ClauseFinding> Send(ClauseRun run, CancellationToken cancellationToken)
        {
            await run.SendAsync(run.Deliveries.Valid(Created), cancellationToken);
            return ClauseFinding.Kept;
        }

        var reports = new List<ClauseReport>();
        foreach (var clause in new[] { Bench.Clause("T-1", Send), Bench.Clause("T-2", Send), Bench.Clause("T-3", Send) })
            reports.Add(await new ContractRunner(consumer).VerifyAsync(clause, Cancellation));

        Assert.Equal([ClauseOutcome.Passed, ClauseOutcome.Failed, ClauseOutcome.NotExercised], reports.Select(report => report.Outcome));
        Assert.StartsWith("Since T-2, nothing more can be found out.", reports[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_clauses_that_are_verified_one_by_one_the_first_alone_says_that_nobody_is_there()
    {
        var answer = ScriptedHandler.Nobody;
        var consumer = Consumer(new ScriptedHandler(_ => answer));
        Task<ClauseReport> Verify() => new ContractRunner(consumer).VerifyAsync(Bench.Clause(), Cancellation);

        await Assert.ThrowsAsync<ConsumerUnreachableException>(Verify);
        var second = await Verify();
        answer = 200;
        var third = await Verify();

        Assert.Equal((ClauseOutcome.NotExercised, false), (second.Outcome, second.IsBlocked));
        Assert.Contains("Nothing answers at", second.Reason, StringComparison.Ordinal);
        Assert.Equal(second.Reason, second.Doubt);
        Assert.Equal(ClauseOutcome.Passed, third.Outcome);
    }

    [Fact]
    public async Task A_replay_does_not_know_what_cut_an_earlier_run_short()
    {
        var first = await new ContractRunner(Consumer(new ScriptedHandler(_ => 200))).RunAsync([PartneroContract.Find("SIG-01")], cancellationToken: Cancellation);
        var consumer = Consumer(new ScriptedHandler(one => one.Number is 3 or 4 or 5 ? 400 : 200));
        await new ContractRunner(consumer).VerifyAsync(Bench.Clause(check: (_, _) => Task.FromResult(ClauseFinding.Broken("It is slow."))), Cancellation);
        Assert.Equal(ClauseOutcome.NotExercised, (await new ContractRunner(consumer).VerifyAsync(Bench.Clause(), Cancellation)).Outcome);

        var replayed = await Record.ExceptionAsync(() => PartneroContract.Replay(first.Clauses[0].Replay!).VerifyAsync(consumer, Cancellation));

        Assert.IsType<ClauseBrokenException>(replayed);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_consumer_that_advice_ends_is_not_kept_by_either_way_in(int clauses)
    {
        WebhookClause[] contract = [Bench.Clause("T-1"), Bench.Clause("T-2", Ending, isAdvice: true), .. Enumerable.Repeat(Bench.Clause("T-3"), clauses - 2)];
        static int Answer(Received one) => one.Number <= 2 ? 200 : 400;
        static Task<ClauseFinding> Ending(ClauseRun run, CancellationToken cancellationToken) => Task.FromResult(ClauseFinding.Broken("It is slow."));

        var report = await new ContractRunner(Consumer(new ScriptedHandler(Answer))).RunAsync(contract, cancellationToken: Cancellation);
        var consumer = Consumer(new ScriptedHandler(Answer));
        var reports = new List<ClauseReport>();
        foreach (var clause in contract)
            reports.Add(await new ContractRunner(consumer).VerifyAsync(clause, Cancellation));

        Assert.Equal(report.Clauses.Select(clause => clause.Outcome), reports.Select(clause => clause.Outcome));
        Assert.Equal((VerdictKind.Undecided, VerdictKind.Undecided), (report.Verdict.Kind, ContractVerdict.Of(reports).Kind));
        Assert.StartsWith("The run was cut short. Since T-2, nothing more can be found out.", ContractVerdict.Of(reports).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clause_that_is_verified_alone_knows_that_the_first_deliveries_were_cut_short()
    {
        var report = await new ContractRunner(Consumer(new ScriptedHandler(one => one.Number == 1 ? 200 : ScriptedHandler.Nobody))).VerifyAsync(Bench.Clause(), Cancellation);

        Assert.StartsWith("The consumer ended after", report.Reason, StringComparison.Ordinal);
    }

    private static Task<ContractReport> RunAsync(WebhookConsumer consumer) => new ContractRunner(consumer).RunAsync([Bench.Clause()], cancellationToken: Cancellation);

    private static WebhookConsumer Consumer(ScriptedHandler handler, EffectsProbe? effects = null) => new(handler, ScriptedHandler.Address, ScriptedHandler.Secret)
    {
        Handles = [Created],
        AnswerTimeout = Bench.Hurry,
        EffectTimeout = TimeSpan.FromMilliseconds(30),
        RetryLimits = Bench.ShortLimits,
        Effects = effects,
    };

    private sealed class Told(Action<ClauseReport> tell) : IProgress<ClauseReport>
    {
        public void Report(ClauseReport value) => tell(value);
    }
}
