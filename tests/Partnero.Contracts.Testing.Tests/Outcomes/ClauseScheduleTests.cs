using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class ClauseScheduleTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    /// <summary>However busy the machine is, a clause that asks nothing is checked within it.</summary>
    private static readonly TimeSpan EnoughForOne = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Clauses_go_side_by_side_as_many_as_there_are_connections()
    {
        var meet = new Barrier(4);
        Task<ClauseFinding> Meet(ClauseRun run, CancellationToken cancellationToken) => Task.Run(() =>
        {
            Assert.True(meet.SignalAndWait(TimeSpan.FromMinutes(1), cancellationToken));
            return ClauseFinding.Kept;
        }, cancellationToken);

        var report = await RunAsync(4, Enumerable.Range(1, 8).Select(at => Bench.Clause($"T-{at}", Meet, buildsOn: ClauseBasis.Nothing)));

        Assert.Equal(8, report.Count(ClauseOutcome.Passed));
        Assert.Equal(Enumerable.Range(1, 8).Select(at => $"T-{at}"), report.Clauses.Select(clause => clause.Clause.Id));
    }

    [Fact]
    public async Task What_does_not_pass_beside_others_is_checked_again_alone()
    {
        var checks = 0;
        Task<ClauseFinding> Fails(ClauseRun run, CancellationToken cancellationToken) =>
            Task.FromResult(Interlocked.Increment(ref checks) == 1 ? ClauseFinding.Broken("disturbed") : ClauseFinding.Kept);

        var report = await RunAsync(4, [Bench.Clause("T-1", Fails)]);

        Assert.Equal((2, ClauseOutcome.Passed), (checks, report.Clauses[0].Outcome));
    }

    [Fact]
    public async Task A_clause_that_goes_alone_goes_while_no_other_is_checked()
    {
        var (running, most) = (0, 0);
        async Task<ClauseFinding> Count(ClauseRun run, CancellationToken cancellationToken)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return ClauseFinding.Kept;
        }

        var report = await RunAsync(4, Enumerable.Range(1, 8).Select(at => Alone($"T-{at}", Count)));

        Assert.Equal((1, 8), (most, report.Count(ClauseOutcome.Passed)));
    }

    [Fact]
    public async Task When_time_is_over_what_must_be_kept_is_checked_and_advice_is_left_out()
    {
        var report = await RunAsync(1, [Bench.Clause("T-1", isAdvice: true), Bench.Clause("T-2")], TimeSpan.FromTicks(1));

        Assert.Equal([ClauseOutcome.NotExercised, ClauseOutcome.Passed], report.Clauses.Select(clause => clause.Outcome));
        Assert.StartsWith("Left out: ", report.Clauses[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_be_kept_goes_first_where_the_consumer_is_slow()
    {
        var order = new List<string>();
        Task<ClauseFinding> Note(ClauseRun run, CancellationToken cancellationToken)
        {
            order.Add(run.ShareOf(100) < 100 ? "slow" : "in time");
            return Task.FromResult(ClauseFinding.Kept);
        }

        var consumer = new WebhookConsumer(new SlowHandler(() => Task.Delay(TimeSpan.FromMilliseconds(20))), ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = ["partner.created"] };
        var checkedInOrder = new List<string>();
        var progress = new Collected(checkedInOrder);
        await new ContractRunner(consumer, seed: 7) { Budget = TimeSpan.FromSeconds(20) }
            .RunAsync([Bench.Clause("T-1", Note, isAdvice: true), Bench.Clause("T-2", Note)], progress, TestContext.Current.CancellationToken);

        Assert.Equal(["slow", "slow"], order);
        Assert.Equal(["T-2", "T-1"], checkedInOrder);
    }

    [Fact]
    public async Task A_run_that_ends_with_its_budget_leaves_everything_out_then_and_is_not_kept()
    {
        var report = await RunAsync(1, [Bench.Clause("T-1"), Bench.Clause("T-2")], TimeSpan.FromTicks(1), ends: true);

        Assert.Equal(2, report.Count(ClauseOutcome.NotExercised));
        Assert.True(report.Verdict.IsUndecided);
    }

    [Fact]
    public async Task A_run_that_ends_with_its_budget_begins_nothing_after_it_side_by_side_either()
    {
        var budget = TimeSpan.FromMilliseconds(300);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        async Task<ClauseFinding> UntilItIsOver(ClauseRun run, CancellationToken cancellationToken)
        {
            while (clock.Elapsed < budget + TimeSpan.FromSeconds(2))
                await Task.Delay(10, cancellationToken);
            return ClauseFinding.Kept;
        }

        var report = await RunAsync(2, Enumerable.Range(1, 8).Select(at => Bench.Clause($"T-{at}", UntilItIsOver)), budget, ends: true);

        Assert.InRange(report.Count(ClauseOutcome.Passed), 0, 2);
        Assert.Equal(8, report.Count(ClauseOutcome.Passed) + report.Count(ClauseOutcome.NotExercised));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_run_that_ends_with_its_budget_ends_what_goes_on_and_is_undecided_where_a_must_was_left_out(int connections)
    {
        async Task<ClauseFinding> ForEver(ClauseRun run, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ClauseFinding.Kept;
        }

        var report = await RunAsync(connections, [Bench.Clause("T-1"), Bench.Clause("T-2", ForEver), Bench.Clause("T-3", ForEver)], EnoughForOne, ends: true);

        Assert.Equal([ClauseOutcome.Passed, ClauseOutcome.NotExercised, ClauseOutcome.NotExercised], report.Clauses.Select(clause => clause.Outcome));
        Assert.StartsWith("Left out: 3 s were over before", report.Clauses[1].Reason, StringComparison.Ordinal);
        Assert.True(report.Verdict.IsUndecided);
        Assert.StartsWith("What was exercised is kept, and there was no time for T-2, T-3, which must be kept too.", report.Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advice_that_there_was_no_time_for_leaves_the_contract_kept()
    {
        static async Task<ClauseFinding> ForEver(ClauseRun run, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ClauseFinding.Kept;
        }

        var advice = new WebhookClause { Id = "T-2", Title = "is tested", Why = "", Source = "", Remedy = "", Check = ForEver, IsAdvice = true };
        var report = await RunAsync(1, [Bench.Clause("T-1"), advice], EnoughForOne, ends: true);

        Assert.Equal(ClauseOutcome.NotExercised, report.Clauses[1].Outcome);
        Assert.True(report.IsKept);
    }

    [Fact]
    public async Task A_consumer_that_takes_one_at_a_time_is_sent_one_at_a_time()
    {
        using var turn = new SemaphoreSlim(1);
        var (running, most) = (0, 0);
        var handler = new SlowHandler(async () =>
        {
            await turn.WaitAsync();
            // So long that what a busy machine adds is little beside it.
            await Task.Delay(TimeSpan.FromMilliseconds(400));
            turn.Release();
        });
        async Task<ClauseFinding> Count(ClauseRun run, CancellationToken cancellationToken)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return ClauseFinding.Kept;
        }

        var consumer = new WebhookConsumer(handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = ["partner.created"] };
        await new ContractRunner(consumer, seed: 7) { Connections = 8 }.RunAsync([.. Enumerable.Range(1, 4).Select(at => Bench.Clause($"T-{at}", Count))], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_consumer_that_takes_nothing_any_more_since_clauses_were_checked_together_is_broken()
    {
        var isPoisoned = false;
        var consumer = Bench.Consumer(new ScriptedHandler(_ => isPoisoned ? 500 : 200), ["partner.created"]);

        var report = await PoisonAsync(consumer, () => isPoisoned = true);

        Assert.Equal(VerdictKind.Broken, report.Verdict.Kind);
        Assert.Contains("checked beside others", Assert.Single(report.Clauses, clause => clause.Outcome == ClauseOutcome.Failed).Reproduction!.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_can_be_started_again_is_asked_one_clause_at_a_time_what_ended_it()
    {
        var isPoisoned = false;
        var consumer = new WebhookConsumer(new ScriptedHandler(_ => isPoisoned ? 500 : 200), ScriptedHandler.Address, ScriptedHandler.Secret)
        {
            Handles = ["partner.created"],
            Restart = _ =>
            {
                isPoisoned = false;
                return Task.FromResult(ScriptedHandler.Address);
            },
        };

        var report = await PoisonAsync(consumer, () => isPoisoned = true);

        Assert.Equal([ClauseOutcome.Passed, ClauseOutcome.Failed], report.Clauses.Select(clause => clause.Outcome));
        Assert.DoesNotContain("checked beside others", report.Clauses[1].Reproduction!.Actual, StringComparison.Ordinal);
    }

    /// <summary>Checks two clauses together, after the second of which the consumer takes nothing.</summary>
    private static Task<ContractReport> PoisonAsync(WebhookConsumer consumer, Action poison)
    {
        return new ContractRunner(consumer, seed: 7) { Connections = 4 }.RunAsync([Bench.Clause("T-1", SendAsync), Bench.Clause("T-2", PoisonAsync)], cancellationToken: TestContext.Current.CancellationToken);

        async Task<ClauseFinding> SendAsync(ClauseRun run, CancellationToken cancellationToken)
        {
            await run.SendUsualAsync(run.Deliveries.Valid(run.AnyEvent), cancellationToken);
            return ClauseFinding.Kept;
        }

        Task<ClauseFinding> PoisonAsync(ClauseRun run, CancellationToken cancellationToken)
        {
            poison();
            return SendAsync(run, cancellationToken);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void A_number_of_connections_that_makes_no_sense_is_refused(int connections) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContractRunner(Consumer()) { Connections = connections });

    [Fact]
    public void A_budget_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContractRunner(Consumer()) { Budget = TimeSpan.Zero });

    [Theory]
    [InlineData(1, 1, 8, 1.0)]
    [InlineData(300, 0, 8, 0.2)]
    [InlineData(0, 300, 8, 1.0)]
    [InlineData(600, 0, 8, 0.1)]
    [InlineData(20_000, 0, 1, 0.05)]
    public void The_longer_an_answer_takes_the_less_is_drawn(int answer, int look, int connections, double share)
    {
        var budget = new RunBudget(TimeSpan.FromMinutes(2), isStrict: false);

        var drawn = budget.Share(TimeSpan.FromMilliseconds(answer), TimeSpan.FromMilliseconds(look), connections);

        Assert.Equal(share, drawn, 0.01);
        Assert.Equal(share < 1, budget.Say(drawn, TimeSpan.Zero, TimeSpan.Zero) is not null);
    }

    private static WebhookClause Alone(string id, Func<ClauseRun, CancellationToken, Task<ClauseFinding>> check) =>
        new() { Id = id, Title = "is tested", Why = "", Source = "", Remedy = "", Check = check, GoesAlone = true };

    private static WebhookConsumer Consumer() => Bench.Consumer(new ScriptedHandler(_ => 200), ["partner.created"]);

    private static Task<ContractReport> RunAsync(int connections, IEnumerable<WebhookClause> clauses, TimeSpan? budget = null, bool ends = false) =>
        new ContractRunner(Consumer(), seed: 7) { Connections = connections, Budget = budget ?? Long, EndsWithBudget = ends }
            .RunAsync([.. clauses], cancellationToken: TestContext.Current.CancellationToken);

    private sealed class SlowHandler(Func<Task> wait) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await wait();
            return new HttpResponseMessage();
        }
    }

    private sealed class Collected(List<string> ids) : IProgress<ClauseReport>
    {
        public void Report(ClauseReport value) => ids.Add(value.Clause.Id);
    }
}
