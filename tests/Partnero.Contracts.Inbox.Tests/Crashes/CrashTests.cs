using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Partnero.Contracts.TestSupport;
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
        [.. from store in Enum.GetValues<StoreKind>() from mode in Enum.GetValues<InboxMode>() from processes in GivenNumber.Of("PARTNERO_CRASH_EVENTS") is not null ? new[] { 1, 2 } : [IsPostgres(store) ? 2 : 1] select (store, mode, processes)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nothing_is_lost_and_nothing_doubled(StoreKind store, InboxMode mode, int processes)
    {
        var (events, kills, seed) = (GivenNumber.Of("PARTNERO_CRASH_EVENTS") ?? 300, GivenNumber.Of("PARTNERO_CRASH_KILLS") ?? 4, GivenNumber.Seed);
        await using var database = await TestDatabase.CreateAsync(store, _server);
        await database.CreateTablesAsync();
        var running = Enumerable.Range(0, processes).Select(_ => new ServiceProcess(store, mode, database.Connection)).ToList();
        try
        {
            using var sender = new CrashSender([.. running.Select(process => process.Address)], seed);
            var sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(number => sender.SendAsync([.. Enumerable.Range(0, events).Where(one => one % Senders == number)])));
            await KillAsync(running, kills, seed, sender, events);
            if (IsPostgres(store))
                await _server.RestartAsync(database.CloseConnectionsAsync);
            await sending;

            // The last that was killed may have left something begun.
            var effects = await EffectsCount.OfAsync(database, Enumerable.Range(0, events).Select(CrashSender.Id));
            var told = $"{store}, {mode}, {processes} processes, seed {seed}: {events} events, {sender.Deliveries} deliveries, {sender.Unanswered} unanswered, {sender.Refused} put off or failed, {sender.Forgeries} forgeries, {kills} kills; {effects}";
            TestContext.Current.TestOutputHelper?.WriteLine(told);
            effects.AssertEachOnce(events, told);
            Assert.True(sender.Unanswered + sender.Refused > 0, $"No delivery was cut off: {told}");
        }
        finally
        {
            running.ForEach(process => process.Dispose());
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static bool IsPostgres(StoreKind store) => store is StoreKind.EfPostgres or StoreKind.AdoPostgres;

    /// <summary>Kills one of them each time that another share of the events was acknowledged.</summary>
    private static async Task KillAsync(List<ServiceProcess> running, int kills, int seed, CrashSender sender, int events)
    {
        var random = new Random(seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            var share = events * kill / (kills + 1);
            await Poll.UntilAsync(() => sender.Acknowledged >= share, TimeSpan.FromMinutes(10));
            running[random.Next(running.Count)].Kill();
        }
    }
}
