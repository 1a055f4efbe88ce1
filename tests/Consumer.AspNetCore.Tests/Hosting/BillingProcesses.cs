using Npgsql;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Testing;
using Partnero.Contracts.TestSupport;

namespace Consumer.Tests.Hosting;

/// <summary>
/// The service as several processes on one PostgreSQL. The last is the replica. Where there are more than two, a balancer gives what comes to the
/// consumer's own address to the others in turn.
/// </summary>
internal sealed class BillingProcesses : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly FailuresInDatabase _failures;
    private readonly List<BillingProcess> _processes;
    private Balancer? _balancer;

    private BillingProcesses(string connection, InboxMode mode, int count)
    {
        _source = NpgsqlDataSource.Create(connection);
        _failures = new FailuresInDatabase(_source);
        _processes = [.. Enumerable.Range(0, count).Select(_ => new BillingProcess(
            "--ConnectionStrings:Billing", connection,
            "--Partnero:Secret", RunningBilling.Secret,
            "--Partnero:Inbox:Mode", mode.ToString(),
            "--Partnero:Inbox:MaxConcurrency", "16",
            "--Partnero:Inbox:Lease", "00:00:02",
            "--Logging:LogLevel:Default", "Error"))];
    }

    /// <summary>The service as the contract sees it. What only one process could be told (a clock, secrets) is not given.</summary>
    public WebhookConsumer Consumer => new(Address, RunningBilling.Secret)
    {
        Handles = HandledEvents.All,
        Effects = (eventName, entityId, _) => Task.FromResult<IReadOnlyList<WebhookEffect>>([.. Rows.FindApplied(eventName, entityId).Select(EffectFields.Of)]),
        State = (entity, id, _) => Task.FromResult<object?>(StoredEntities.Find(Rows, entity, id)),
        FailFor = _failures.FailForAsync,
        FailsAtEveryPoint = false,
        Restart = RestartAsync,
        Replica = _processes[^1].WebhookAddress,
        EffectTimeout = TimeSpan.FromSeconds(30),
    };

    public StoredRows Rows => new(_source);

    /// <summary>How often processes were killed and started again.</summary>
    public int Restarts { get; private set; }

    private IEnumerable<BillingProcess> Own => _processes.SkipLast(1);

    private Uri Address => _balancer is { } balancer ? new Uri(balancer.Address, ConsumerApp.WebhookPath) : _processes[0].WebhookAddress;

    public static async Task<BillingProcesses> StartAsync(PostgresServer server, InboxMode mode, int count, CancellationToken cancellationToken)
    {
        var billing = new BillingProcesses(await server.CreateDatabaseAsync(), mode, count);
        try
        {
            // All at once, on an empty database.
            await Task.WhenAll(billing._processes.Select(process => process.StartAsync(cancellationToken)));
            await billing._failures.CreateAsync(cancellationToken);
            if (count > 2)
                billing._balancer = await Balancer.StartAsync([.. billing.Own.Select(process => process.Address)], cancellationToken);
            return billing;
        }
        catch
        {
            await billing.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the processes that stand for the consumer's own address, and starts them again.</summary>
    public async Task<Uri> RestartAsync(CancellationToken cancellationToken)
    {
        foreach (var process in Own)
            process.Kill();
        await Task.WhenAll(Own.Select(process => process.StartAsync(cancellationToken)));
        Restarts++;
        return Address;
    }

    public async ValueTask DisposeAsync()
    {
        if (_balancer is not null)
            await _balancer.DisposeAsync();
        _processes.ForEach(process => process.Dispose());
        await _source.DisposeAsync();
    }
}
