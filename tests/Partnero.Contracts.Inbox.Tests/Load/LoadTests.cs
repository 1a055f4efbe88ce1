using System.Diagnostics;
using System.Globalization;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Load;

/// <summary>
/// More comes at once than is worked on at once: each event has one effect, and what is not acknowledged is put off. PARTNERO_LOAD_DELIVERIES and
/// PARTNERO_LOAD_CONNECTIONS say how much, for each store, mode and number of processes.
/// </summary>
public sealed class LoadTests(PostgresServer server)
{
    private static readonly int? Asked = GivenNumber.Of("PARTNERO_LOAD_DELIVERIES");

    /// <summary>Each store and each mode, and not each with each, unless a number is asked for.</summary>
    public static TheoryData<StoreKind, InboxMode, int> All => Asked is null
        ? new()
        {
            { StoreKind.AdoSqlite, InboxMode.InRequest, 1 },
            { StoreKind.EfSqlite, InboxMode.StoreFirst, 1 },
            { StoreKind.AdoPostgres, InboxMode.StoreFirst, 2 },
            { StoreKind.EfPostgres, InboxMode.InRequest, 2 },
        }
        : [.. from store in Enum.GetValues<StoreKind>() from mode in Enum.GetValues<InboxMode>() from processes in new[] { 1, 2 } select (store, mode, processes)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_event_has_one_effect_and_what_is_too_much_is_put_off(StoreKind store, InboxMode mode, int processes)
    {
        var (deliveries, connections, seed) = (Asked ?? 500, GivenNumber.Of("PARTNERO_LOAD_CONNECTIONS") ?? 32, GivenNumber.Seed);
        await using var database = await TestDatabase.CreateAsync(store, server);
        await database.CreateTablesAsync();
        var running = Enumerable.Range(0, processes).Select(_ => new ServiceProcess(store, mode, database.Connection)).ToList();
        try
        {
            await Task.WhenAll(running.Select(process => process.UntilStartedAsync()));
            using var sender = new LoadSender([.. running.Select(process => process.Address)], deliveries, seed);
            var clock = Stopwatch.StartNew();
            var sending = sender.SendAsync(connections);
            await Poll.UntilAsync(() => sending.IsCompleted || sender.Acknowledged >= deliveries / 2, TimeSpan.FromHours(1));
            var half = MegabytesOf(running);
            await sending;
            var answered = clock.Elapsed;
            var end = MegabytesOf(running);
            var effects = await EffectsCount.OfAsync(database, Enumerable.Range(0, deliveries).Select(LoadSender.Id));

            var told = string.Create(CultureInfo.InvariantCulture,
                $"{store}, {mode}, {processes} processes, seed {seed}: {deliveries} events, {connections} connections, {deliveries / answered.TotalSeconds:0}/s answered, {deliveries / clock.Elapsed.TotalSeconds:0}/s done; p50 {sender.Within(0.5).TotalMilliseconds:0} ms, p99 {sender.Within(0.99).TotalMilliseconds:0} ms, max {sender.Within(1).TotalMilliseconds:0} ms; {sender.Duplicates} duplicates, {sender.Forgeries} forgeries, {sender.PutOff} put off, {sender.Unanswered} unanswered; {half} MB at half, {end} MB at the end; {effects}");
            TestContext.Current.TestOutputHelper?.WriteLine(told);
            effects.AssertEachOnce(deliveries, told);
        }
        finally
        {
            running.ForEach(process => process.Dispose());
        }
    }

    private static long MegabytesOf(List<ServiceProcess> running) => running.Sum(process => process.WorkingSet) / (1024 * 1024);
}
