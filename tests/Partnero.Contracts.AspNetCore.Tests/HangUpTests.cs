using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

/// <summary>The sender waits five seconds and then hangs up; it tries again, so the work in hand is of no use.</summary>
public class HangUpTests
{
    // Only a test that fails waits so long.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_handler_is_cancelled_when_the_sender_hangs_up()
    {
        var encounter = new Encounter();
        await using var consumer = await StartAsync(encounter);
        await HangUpAsync(consumer, encounter);
        await encounter.Cancelled.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_hang_up_is_logged_as_such_and_not_as_a_failure_of_the_handler()
    {
        var encounter = new Encounter();
        await using var consumer = await StartAsync(encounter);
        await HangUpAsync(consumer, encounter);
        await consumer.Logs.Logged("SenderHungUp").WaitAsync(Deadline, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(consumer.Logs.OfReceiver, record => record.EventName == "HandlerFailed");
    }

    [Fact]
    public async Task A_hang_up_while_an_unreadable_delivery_is_kept_is_no_failure_either()
    {
        var encounter = new Encounter();
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks
            .Handle<PartnerCreated, RecordingHandler>().HandleUnreadable<WaitingKeeper>().Services.AddSingleton(encounter));
        await HangUpAsync(consumer, encounter, Deliveries.Unreadable);
        await consumer.Logs.Logged("SenderHungUpOnUnreadable").WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await consumer.Logs.UntilAsync(record => record.Text.StartsWith("Request finished", StringComparison.Ordinal));
        Assert.DoesNotContain(consumer.Logs.All, record => record.Level is >= LogLevel.Error and < LogLevel.None);
    }

    [Fact]
    public async Task The_consumer_is_alive_after_a_hang_up()
    {
        var encounter = new Encounter();
        await using var consumer = await StartAsync(encounter);
        await HangUpAsync(consumer, encounter);
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.Of("partner.deleted", "{\"id\":\"p1\"}")))).Status);
    }

    private static Task<TestConsumer> StartAsync(Encounter encounter) => TestConsumer.StartAsync(webhooks => webhooks
        .Handle<PartnerCreated, WaitingHandler>().Services.AddSingleton(encounter));

    private static async Task HangUpAsync(TestConsumer consumer, Encounter encounter, byte[]? body = null)
    {
        using var hangUp = new CancellationTokenSource();
        var sending = consumer.SendAsync(Deliveries.Signed(body ?? Deliveries.PartnerCreated), hangUp.Token);
        await encounter.Begun.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }
}
