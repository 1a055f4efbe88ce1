using System.Net;
using System.Threading.RateLimiting;
using Consumer.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Consumer.Tests;

/// <summary>More deliveries come than can be done in the 5 seconds that the sender waits.</summary>
public sealed class BurstTests : BillingTest
{
    private const int MaxDeliveries = 500;

    [Fact]
    public async Task Deliveries_that_wait_for_their_turn_hold_no_connection_to_the_database()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Open files are counted in /proc.");
        const int count = 50;
        Billing.Gate.Close();
        var sending = Enumerable.Range(0, count).Select(i => Sender.SendAsync("partner.created", Payloads.Partner($"p{i}"))).ToArray();
        await Poll.UntilAsync(() => Billing.Gate.Arrived == count);
        var open = OpenFiles(Billing.DatabasePath);
        Billing.Gate.Open();

        // One writes; SQLite may still hold a file of one that was closed.
        Assert.InRange(open, 1, 3);
        Assert.All(await Task.WhenAll(sending), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.All(Enumerable.Range(0, count), i => Assert.Single(Billing.FindApplied("partner.created", $"p{i}")));
    }

    [Fact]
    public async Task A_delivery_whose_turn_does_not_come_in_time_is_put_off_and_its_retry_takes_effect_once()
    {
        Billing.Gate.Close();
        var blocked = Sender.SendAsync("partner.created", Payloads.Partner("blocked"));
        await Poll.UntilAsync(() => Billing.Gate.Arrived == 1);

        var waiting = Sender.SendForResponseAsync("partner.created", Payloads.Partner("waiting"));
        var unreadable = Sender.SendAsync("partner.created", """{"id":5}""");
        var health = Sender.GetAsync(ConsumerApp.HealthPath);
        using (var response = await waiting)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await unreadable);
        Assert.Equal(HttpStatusCode.OK, await health); // busy, and not broken

        Billing.Gate.Open();
        Assert.Equal(HttpStatusCode.OK, await blocked);
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("waiting")));
        Assert.Single(Billing.FindApplied("partner.created", "blocked"));
        Assert.Single(Billing.FindApplied("partner.created", "waiting"));
    }

    [Fact]
    public async Task More_than_can_be_served_are_put_off_at_once()
    {
        var others = Enumerable.Range(0, MaxDeliveries).Select(_ => Take()).ToList();
        Assert.All(others, lease => Assert.True(lease.IsAcquired));
        using (var response = await Sender.SendForResponseAsync("partner.created", Payloads.Partner("p1")))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
        }

        Assert.Equal(HttpStatusCode.OK, await Sender.GetAsync(ConsumerApp.HealthPath));

        // One that is answered, or hangs up, leaves its place to another.
        others[0].Dispose();
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("p1")));
        Assert.Single(Billing.FindApplied("partner.created", "p1"));
        others.ForEach(lease => lease.Dispose());
    }

    [Fact]
    public void Connections_are_fewer_than_the_files_that_a_process_may_have_open()
    {
        var limits = Billing.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.InRange(limits.MaxConcurrentConnections ?? long.MaxValue, MaxDeliveries + 1, 750);
    }

    /// <summary>Takes the place of a delivery, as the service counts them.</summary>
    private RateLimitLease Take() => Billing.Services.GetRequiredService<IOptions<RateLimiterOptions>>().Value.GlobalLimiter!
        .AttemptAcquire(new DefaultHttpContext { Request = { Path = ConsumerApp.WebhookPath } });

    private static int OpenFiles(string path) => Directory.GetFiles("/proc/self/fd").Count(link => new FileInfo(link).LinkTarget == path);
}
