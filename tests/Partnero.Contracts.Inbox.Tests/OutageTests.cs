using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests;

/// <summary>Of a server of its own, for it is stopped.</summary>
public sealed class OutageTests : IAsyncDisposable
{
    private readonly PostgresServer _server = new();

    public static TheoryData<StoreKind, InboxMode> All => [.. from store in new[] { StoreKind.EfPostgres, StoreKind.AdoPostgres } from mode in Enum.GetValues<InboxMode>() select (store, mode)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_database_that_is_away_has_the_sender_come_again_and_is_found_when_it_is_back(StoreKind store, InboxMode mode)
    {
        var setup = new BillingSetup(store) { Configure = options => (options.Mode, options.PollInterval) = (mode, TimeSpan.FromMilliseconds(100)) };
        await using var billing = await RunningBilling.StartAsync(setup, _server);
        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));

        await _server.RestartAsync(async () =>
        {
            Assert.Equal(500, await billing.SendAsync(Bodies.Partner("p_2")));
            // And one that starts meanwhile.
            await billing.RestartAsync(TestContext.Current.CancellationToken);
            Assert.Equal(500, await billing.SendAsync(Bodies.Partner("p_3")));
        });

        foreach (var id in new[] { "p_1", "p_2", "p_3" })
        {
            await TestSupport.Poll.UntilAsync(() => billing.SendAsync(Bodies.Partner(id)).Result == 200);
            await billing.WaitForEffectsAsync("partner.created", id, 1);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
