using System.Net;
using Consumer.Storage;
using Consumer.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Consumer.Tests;

/// <summary>More deliveries come than can be done in the 5 seconds that the sender waits.</summary>
public sealed class BurstTests : BillingTest
{
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
        using var turn = new WriteTurn();
        using var hangUp = new CancellationTokenSource();
        await turn.WaitAsync(hangUp.Token);
        var waiting = Enumerable.Range(0, WriteTurn.MaxWaiting).Select(_ => turn.WaitAsync(hangUp.Token)).ToArray();

        var oneMore = turn.WaitAsync(hangUp.Token);
        Assert.True(oneMore.IsFaulted, "It waits.");
        await Assert.ThrowsAsync<RetryLaterException>(() => oneMore);

        // Those that hang up leave their places to others.
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        var next = turn.WaitAsync(TestContext.Current.CancellationToken);
        turn.Pass();
        await next;
    }

    [Fact]
    public void Connections_are_fewer_than_the_files_that_a_process_may_have_open()
    {
        var limits = Billing.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.InRange(limits.MaxConcurrentConnections ?? long.MaxValue, WriteTurn.MaxWaiting + 1, 750);
    }

    private static int OpenFiles(string path) => Directory.GetFiles("/proc/self/fd").Count(link => new FileInfo(link).LinkTarget == path);
}
