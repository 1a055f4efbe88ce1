using Consumer.Tests.Hosting;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Testing;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Consumer.Tests;

/// <summary>The service as it was built, as several processes on one PostgreSQL: replicas that get each other's duplicates, and processes that are killed.</summary>
public sealed class SeveralProcessesTests(PostgresServer server)
{
    /// <summary>What another process could do wrong, or one that was killed.</summary>
    private static readonly string[] Shared = ["SCALE", "RETRY-01", "RETRY-02", "RETRY-07", "EFFECT", "IDEM", "HIST"];

    /// <summary>Moves a clock on, which no test does in another process: <see cref="BillingContract"/> asks it in one.</summary>
    private const string ByTheClock = "IDEM-15";

    [Fact]
    public async Task Two_processes_keep_the_contract()
    {
        await using var billing = await BillingProcesses.StartAsync(server, InboxMode.InRequest, 2, TestContext.Current.CancellationToken);
        var report = await CheckAsync(billing, [.. PartneroContract.Clauses]);
        AssertPassed(report, [ByTheClock]);
        Assert.True(report.IsKept, report.Verdict.ToString());
    }

    /// <summary>In the request; stored first too where every test is wanted, for the inbox's own tests ask two such processes all of it.</summary>
    public static TheoryData<InboxMode> Modes => EveryTest.IsWanted ? [InboxMode.InRequest, InboxMode.StoreFirst] : [InboxMode.InRequest];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Four_processes_behind_a_balancer_share_what_they_know(InboxMode mode)
    {
        await using var billing = await BillingProcesses.StartAsync(server, mode, 4, TestContext.Current.CancellationToken);
        // Whoever stores first acknowledges an attempt that is to fail: there is no retry that another replica could get.
        AssertPassed(await CheckAsync(billing, SharedClauses), mode == InboxMode.StoreFirst ? [ByTheClock, "SCALE-03"] : [ByTheClock]);
    }

    private static List<WebhookClause> SharedClauses => [.. PartneroContract.Clauses.Where(IsShared)];

    private static bool IsShared(WebhookClause clause) => Shared.Any(name => clause.Id == name || clause.Id.StartsWith(name + "-", StringComparison.Ordinal));

    private static async Task<ContractReport> CheckAsync(BillingProcesses billing, List<WebhookClause> clauses)
    {
        var report = await new ContractRunner(billing.Consumer) { Connections = 8, Budget = TimeSpan.FromMinutes(10) }.RunAsync(clauses, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var clause in report.Clauses)
            TestContext.Current.TestOutputHelper?.WriteLine($"{clause.Clause.Id} {clause.Outcome} in {clause.Duration.TotalSeconds:F1} s {clause.Reason}");
        Assert.NotEqual(0, billing.Restarts);
        return report;
    }

    /// <summary>All that is shared is passed, and not merely not failed.</summary>
    private static void AssertPassed(ContractReport report, IReadOnlyList<string> notAsked)
    {
        Assert.Empty(report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Failed).Select(clause =>
            $"{clause.Clause.Id} (seed {report.Seed}): sent {clause.Sent}; expected {clause.Expected}; actual {clause.Actual}; {clause.Reason}"));
        Assert.Equal(
            notAsked,
            report.Clauses.Where(clause => IsShared(clause.Clause) && clause.Outcome != ClauseOutcome.Passed).Select(clause => clause.Clause.Id).Order(StringComparer.Ordinal));
    }
}
