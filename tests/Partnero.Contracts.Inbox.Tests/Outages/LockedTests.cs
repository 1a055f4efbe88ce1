using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Outages;

/// <summary>Somebody else holds a lock for longer than the sender waits.</summary>
public sealed class LockedTests(PostgresServer server)
{
    /// <summary>How long Partnero waits for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static TheoryData<StoreKind> Servers => [StoreKind.AdoPostgres, StoreKind.EfPostgres];

    public static TheoryData<StoreKind> Stores => [.. Enum.GetValues<StoreKind>()];

    [Theory]
    [MemberData(nameof(Stores))]
    public Task A_connection_that_waits_for_less_than_the_sender_is_an_answer(StoreKind store) => InBothModesAsync(store, async (billing, id) =>
    {
        var clock = Stopwatch.StartNew();
        var status = await billing.SendAsync(Bodies.Partner(id));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}: {status} after {clock.Elapsed.TotalSeconds:0.00} s"));
        Assert.True(status is 500 or 503, $"{id} was answered with {status}.");
        // The machine may be busy: but the lock is waited for once for 4 s, and not three times; three times for 1 s, and not for 30.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(11), $"{id} was answered after {clock.Elapsed}.");
    }, lockTimeout: "1s");

    [Theory]
    [MemberData(nameof(Servers))]
    public Task One_that_waits_for_longer_is_left_by_the_sender_who_comes_again(StoreKind store) => InBothModesAsync(store, async (billing, id) =>
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => billing.SendAsync(Bodies.Partner(id), cancellationToken: patience.Token));
    }, lockTimeout: "0");

    private Task InBothModesAsync(StoreKind store, Func<RunningBilling, string, Task> send, string lockTimeout) =>
        Task.WhenAll(Enum.GetValues<InboxMode>().Select(mode => LockAsync(store, mode, send, lockTimeout)));

    private async Task LockAsync(StoreKind store, InboxMode mode, Func<RunningBilling, string, Task> send, string lockTimeout)
    {
        var setup = new BillingSetup(store) { PostgresOptions = $"-c lock_timeout={lockTimeout}", Configure = options => (options.Mode, options.PollInterval) = (mode, TimeSpan.FromMilliseconds(100)) };
        await using var billing = await RunningBilling.StartAsync(setup, server);
        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));
        await using (var other = await OpenAsync(billing.Database))
        {
            await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var command = other.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, billing.Database.IsPostgres ? "LOCK TABLE partnero_inbox IN ACCESS EXCLUSIVE MODE" : "DELETE FROM partnero_inbox WHERE state = 9");
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await send(billing, "p_2");
        }

        foreach (var id in new[] { "p_1", "p_2" })
        {
            await TestSupport.Poll.UntilAsync(() => billing.SendAsync(Bodies.Partner(id)).Result == 200);
            await billing.WaitForEffectsAsync("partner.created", id, 1);
            Assert.Equal(200, await billing.SendAsync(Bodies.Partner(id)));
            await billing.WaitForEffectsAsync("partner.created", id, 1);
        }
    }

    /// <summary>A connection that is in no pool, and waits as long as it takes.</summary>
    private static async Task<DbConnection> OpenAsync(TestDatabase database)
    {
        DbConnection connection = database.IsPostgres ? new Npgsql.NpgsqlConnection(database.Connection + ";Pooling=false") : new SqliteConnection(database.Connection + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
