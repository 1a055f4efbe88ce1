using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Partnero.Contracts.Testing;
using Partnero.Contracts.TestSupport;
using Xunit;

// Each is several processes in one, and other test programs run beside it.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]

namespace Partnero.Contracts.Inbox.Tests;

/// <summary>Each inbox keeps the whole contract, whichever way it works, in one process and in two on one database.</summary>
public abstract class ContractTests(PostgresServer server, StoreKind store)
{
    public static TheoryData<InboxMode, int> Ways => new() { { InboxMode.InRequest, 1 }, { InboxMode.InRequest, 2 }, { InboxMode.StoreFirst, 1 }, { InboxMode.StoreFirst, 2 } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_contract_is_kept(InboxMode mode, int processes)
    {
        var setup = new BillingSetup(store)
        {
            Processes = processes,
            Configure = options => (options.Mode, options.Lease, options.RetryDelay, options.MaxRetryDelay) = (mode, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)),
        };
        await using var billing = await RunningBilling.StartAsync(setup, server);

        var report = await new ContractRunner(billing.Consumer) { Connections = 8, Budget = TimeSpan.FromMinutes(20) }.RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.IsKept, Told(report, ClauseOutcome.Failed));
        Assert.Equal(
            Unexercised(mode, processes),
            report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.NotExercised).Select(clause => clause.Clause.Id));
    }

    /// <summary>What no such consumer can be asked: an event with a date alone is not handled; whoever stores first acknowledges an attempt that was to fail.</summary>
    private static IEnumerable<string> Unexercised(InboxMode mode, int processes)
    {
        yield return "BODY-17";
        if (mode == InboxMode.StoreFirst)
            yield return "RETRY-09";
        foreach (var scale in new[] { "SCALE-01", "SCALE-02", "SCALE-03", "SCALE-04" })
        {
            if (processes == 1 || (mode == InboxMode.StoreFirst && scale == "SCALE-03"))
                yield return scale;
        }
    }

    private static string Told(ContractReport report, ClauseOutcome outcome) => string.Join(
        Environment.NewLine,
        report.Clauses.Where(clause => clause.Outcome == outcome).Select(clause => $"{clause.Clause.Id} (seed {report.Seed}): sent {clause.Sent}; expected {clause.Expected}; actual {clause.Actual}; {clause.Reason}"));
}

public sealed class EfSqliteContract(PostgresServer server) : ContractTests(server, StoreKind.EfSqlite);

public sealed class EfPostgresContract(PostgresServer server) : ContractTests(server, StoreKind.EfPostgres);

public sealed class AdoSqliteContract(PostgresServer server) : ContractTests(server, StoreKind.AdoSqlite);

public sealed class AdoPostgresContract(PostgresServer server) : ContractTests(server, StoreKind.AdoPostgres);
