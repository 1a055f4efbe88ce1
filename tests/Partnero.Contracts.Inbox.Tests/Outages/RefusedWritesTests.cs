using System.Diagnostics;
using System.Globalization;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Outages;

/// <summary>A database that refuses what it is told: the sender is told to come again, nothing is lost, and nobody has to start anything when it is over.</summary>
public sealed class RefusedWritesTests(PostgresServer server)
{
    public static TheoryData<StoreKind, OutageKind, InboxMode> All => [.. from one in Outage.All from mode in Enum.GetValues<InboxMode>() select (one.Store, one.Kind, mode)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Has_the_sender_come_again_until_it_is_over(StoreKind store, OutageKind kind, InboxMode mode)
    {
        using var disk = kind == OutageKind.DiskFull ? SmallDisk.Create() : null;
        var setup = new BillingSetup(store) { Folder = disk?.Folder, Configure = options => (options.Mode, options.PollInterval, options.RetryDelay) = (mode, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(50)) };
        await using var billing = await RunningBilling.StartAsync(setup, server);
        try
        {
            var outage = new Outage(kind, billing.Database, server, disk);
            // With store first, its work may fall into the outage.
            Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));
            await outage.BeginAsync();
            try
            {
                await AssertPutOffAsync(billing, "p_2");
                // And a service that starts meanwhile.
                await billing.RestartAsync(TestContext.Current.CancellationToken);
                await AssertPutOffAsync(billing, "p_3");
            }
            finally
            {
                await outage.EndAsync();
            }

            foreach (var (id, body) in new[] { ("p_1", Bodies.Partner("p_1")), ("p_2", Large("p_2")), ("p_3", Large("p_3")) })
            {
                // A connection that was ended in the pool is found out once it is used.
                await TestSupport.Poll.UntilAsync(() => billing.SendAsync(body).Result == 200);
                await billing.WaitForEffectsAsync("partner.created", id, 1);
                Assert.Equal(200, await billing.SendAsync(body));
                Assert.Single(await billing.Database.EffectsAsync("partner.created", id));
            }

            await TestSupport.Poll.UntilAsync(() => billing.Database.CountAsync(state: 0).Result == 3);
        }
        finally
        {
            await billing.StopAsync();
            if (disk is not null && billing.Database.IsPostgres)
                await server.DropAsync(billing.Database.Connection);
        }
    }

    private static async Task AssertPutOffAsync(RunningBilling billing, string id)
    {
        var clock = Stopwatch.StartNew();
        var status = await billing.SendAsync(Large(id));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}: {status} after {clock.Elapsed.TotalSeconds:0.00} s"));
        Assert.True(status is 500 or 503, $"{id} was answered with {status}.");
    }

    /// <summary>One that needs room wherever it is written, and is no smaller when it is compressed.</summary>
    private static byte[] Large(string id)
    {
        var bytes = new byte[300_000];
        new Random(id[^1]).NextBytes(bytes);
        var name = Convert.ToBase64String(bytes);
        return Bodies.Partner(id, data: $$"""{"id":"{{id}}","email":"{{id}}@example.com","name":"{{name}}","surname":"Lee","status":"approved"}""");
    }
}
