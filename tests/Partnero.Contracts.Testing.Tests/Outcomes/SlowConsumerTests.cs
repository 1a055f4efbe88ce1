using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>What goes side by side, and what is left out, where a consumer takes long.</summary>
public sealed class SlowConsumerTests
{
    private const int Connections = 2;
    private const int Clauses = 5;

    private static readonly string[] Events = ["partner.created", "partner.updated", "partner.approved", "partner.rejected", "partner.archived", "partner.deleted", "customer.created", "customer.updated"];

    [Fact]
    public async Task Where_effects_are_long_awaited_more_clauses_go_side_by_side_than_there_are_connections()
    {
        using var meet = new Barrier(Clauses);

        var report = await RunAsync(look: TimeSpan.FromMilliseconds(150), (_, cancellationToken) => Task.Run(
            () => meet.SignalAndWait(TimeSpan.FromMinutes(1), cancellationToken) ? ClauseFinding.Kept : ClauseFinding.Broken("nobody came"), cancellationToken), mayGoBeside: true);

        Assert.Equal(Clauses, report.Count(ClauseOutcome.Passed));
        Assert.All(report.Clauses, clause => Assert.Null(clause.Reason));
    }

    [Theory]
    [InlineData(150, false)]
    [InlineData(0, true)]
    public async Task A_clause_that_disturbs_others_stays_alone_and_so_does_each_that_may_with_a_quick_consumer(int look, bool mayGoBeside)
    {
        var besides = new List<bool>();

        await RunAsync(TimeSpan.FromMilliseconds(look), (run, _) =>
        {
            besides.Add(run.IsBeside);
            return Task.FromResult(ClauseFinding.Kept);
        }, mayGoBeside);

        Assert.Equal(Enumerable.Repeat(false, Clauses), besides);
    }

    [Fact]
    public async Task Cases_go_at_once_beside_other_clauses_and_one_after_the_other_where_what_is_found_counts()
    {
        var most = new List<(bool IsBeside, int Most, int Found)>();

        await RunAsync(look: TimeSpan.FromMilliseconds(150), async (run, _) =>
        {
            var (under, atOnce) = (0, 0);
            var finding = await run.FirstAsync(Enumerable.Range(0, 6), async number =>
            {
                atOnce = Math.Max(atOnce, ++under);
                await Task.Yield();
                under--;
                return number >= 3 ? ClauseFinding.Broken(number.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;
            });
            lock (most)
                most.Add((run.IsBeside, atOnce, int.Parse(finding!.Reason!, System.Globalization.CultureInfo.InvariantCulture)));
            return finding;
        }, mayGoBeside: true, clauses: 1);

        Assert.Equal([true, false], most.Select(one => one.IsBeside));
        Assert.True(most[0].Most > 1, "The cases went one after the other.");
        Assert.Equal(1, most[1].Most);
        Assert.All(most, one => Assert.Equal(3, one.Found));
    }

    [Fact]
    public async Task Where_little_may_be_sent_each_clause_takes_some_events_and_all_together_take_all()
    {
        var taken = new Dictionary<string, IReadOnlyList<string>>();
        var clauses = Enumerable.Range(1, 12).Select(at => Bench.Clause($"T-{at}", (run, _) =>
        {
            lock (taken)
                taken[$"T-{at}"] = run.SomeAccepted;
            return Task.FromResult(ClauseFinding.Kept);
        })).ToList();
        var runner = new ContractRunner(Bench.Consumer(new ScriptedHandler(_ => 200), Events), seed: 7) { Connections = Connections, Budget = TimeSpan.FromMilliseconds(1) };

        await runner.RunAsync(clauses, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(12, taken.Count);
        Assert.All(taken.Values, some => Assert.InRange(some.Count, 1, Events.Length - 1));
        Assert.Equal(Events.Order(), taken.Values.SelectMany(some => some).Distinct().Order());
    }

    [Fact]
    public async Task Of_a_quick_consumer_each_clause_takes_all_events()
    {
        IReadOnlyList<string> taken = [];

        await new ContractRunner(Bench.Consumer(new ScriptedHandler(_ => 200), Events), seed: 7) { Budget = TimeSpan.FromHours(1) }.RunAsync(
            [
                Bench.Clause("T-1", (run, _) =>
                {
                    taken = run.SomeAccepted;
                    return Task.FromResult(ClauseFinding.Kept);
                }),
            ],
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Events.Order(), taken.Order());
    }

    /// <summary>Checks clauses that go alone with a consumer whose effects take so long to be looked at.</summary>
    private static Task<ContractReport> RunAsync(TimeSpan look, Func<ClauseRun, CancellationToken, Task<ClauseFinding>> check, bool mayGoBeside, int clauses = Clauses)
    {
        var handler = new ScriptedHandler(_ => 200);
        var effects = handler.Effects(_ => 1);
        var consumer = new WebhookConsumer(handler, ScriptedHandler.Address, ScriptedHandler.Secret)
        {
            Handles = ["partner.created"],
            EffectTimeout = TimeSpan.FromSeconds(2),
            RetryLimits = Bench.ShortLimits,
            Effects = async (name, id, cancellationToken) =>
            {
                await Task.Delay(look, cancellationToken);
                return await effects(name, id, cancellationToken);
            },
        };
        return new ContractRunner(consumer, seed: 7) { Connections = Connections, Budget = TimeSpan.FromMinutes(10) }.RunAsync(
            [.. Enumerable.Range(1, clauses).Select(at => new WebhookClause { Id = $"T-{at}", Title = "is tested", Why = "", Source = "", Remedy = "", Check = check, GoesAlone = true, MayGoBeside = mayGoBeside })],
            cancellationToken: TestContext.Current.CancellationToken);
    }
}
