using System.Diagnostics;
using System.Globalization;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Crashes;

/// <summary>
/// Processes of the service are killed while events come, several at once, with duplicates, retries and forgeries: of each event there is one effect in
/// the end. PARTNERO_CRASH_EVENTS and PARTNERO_CRASH_KILLS say how many of each, PARTNERO_TEST_SEED has the same drawn again (when what is killed, is chance).
/// </summary>
public sealed class CrashTests : IAsyncDisposable
{
    private const int Senders = 16;

    /// <summary>Of its own, for it is stopped too.</summary>
    private readonly PostgresServer _server = new();

    public static TheoryData<StoreKind, InboxMode, int> All =>
        [.. from store in Enum.GetValues<StoreKind>() from mode in Enum.GetValues<InboxMode>() from processes in Number("PARTNERO_CRASH_EVENTS", 0) > 0 ? new[] { 1, 2 } : [IsPostgres(store) ? 2 : 1] select (store, mode, processes)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nothing_is_lost_and_nothing_doubled(StoreKind store, InboxMode mode, int processes)
    {
        var (events, kills) = (Number("PARTNERO_CRASH_EVENTS", 0) is > 0 and var asked ? asked : 300, Number("PARTNERO_CRASH_KILLS", 4));
        var seed = Number("PARTNERO_TEST_SEED", Random.Shared.Next());
        await using var database = await TestDatabase.CreateAsync(store, _server);
        await database.CreateTablesAsync();
        var running = Enumerable.Range(0, processes).Select(_ => new KilledProcess(store, mode, database.Connection)).ToList();
        try
        {
            using var sender = new CrashSender([.. running.Select(process => process.Address)], seed);
            var sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(number => sender.SendAsync([.. Enumerable.Range(0, events).Where(one => one % Senders == number)])));
            await KillAsync(running, kills, seed, sender, events);
            if (IsPostgres(store))
                await _server.RestartAsync(database.CloseConnectionsAsync);
            await sending;

            // The last that was killed may have left something begun.
            await UntilNothingIsPendingAsync(database);
            var entries = await database.QueryAsync($"SELECT {database.Name("Entity")} FROM entries", row => row.GetString(0));
            var lost = Enumerable.Range(0, events).Select(CrashSender.Id).Except(entries).ToList();
            var doubled = entries.GroupBy(entity => entity).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
            var told = $"{store}, {mode}, {processes} processes, seed {seed}: {events} events, {sender.Deliveries} deliveries, {sender.Unanswered} unanswered, {sender.Refused} put off or failed, {sender.Forgeries} forgeries, {kills} kills; {lost.Count} lost, {doubled.Count} doubled";
            TestContext.Current.TestOutputHelper?.WriteLine(told);
            Assert.True(lost.Count == 0 && doubled.Count == 0 && entries.Count == events, $"{told}; {entries.Count} effects");
            Assert.True(sender.Unanswered + sender.Refused > 0, $"No delivery was cut off: {told}");
        }
        finally
        {
            running.ForEach(process => process.Dispose());
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static bool IsPostgres(StoreKind store) => store is StoreKind.EfPostgres or StoreKind.AdoPostgres;

    private static int Number(string variable, int usual) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : usual;

    /// <summary>Kills one of them each time that another share of the events was acknowledged.</summary>
    private static async Task KillAsync(List<KilledProcess> running, int kills, int seed, CrashSender sender, int events)
    {
        var random = new Random(seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            var share = events * kill / (kills + 1);
            await TestSupport.Poll.UntilAsync(() => sender.Acknowledged >= share, TimeSpan.FromMinutes(10));
            running[random.Next(running.Count)].Kill();
        }
    }

    private static async Task UntilNothingIsPendingAsync(TestDatabase database)
    {
        for (var clock = Stopwatch.StartNew(); await database.CountAsync(state: 1) > 0;)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), $"{await database.CountAsync(state: 1)} deliveries are pending still.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
