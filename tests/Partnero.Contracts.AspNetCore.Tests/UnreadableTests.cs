using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class UnreadableTests
{
    public static TheoryData<string> Moments => [.. FailureMoment.All.Select(moment => moment.Name)];

    [Fact]
    public async Task An_unreadable_delivery_is_kept_with_its_raw_body_and_answered_with_400()
    {
        await using var consumer = await StartAsync(webhooks => webhooks.HandleUnreadable<KeepUnreadable>());
        Assert.Equal(new Answer(400, ""), await consumer.SendAsync(Deliveries.Signed(Deliveries.Unreadable)));
        var kept = Assert.IsType<UnreadableWebhook>(Assert.Single(consumer.Journal.Entries));
        Assert.Equal(Deliveries.Unreadable, kept.RawBody.ToArray());
        Assert.Equal("/data/id", kept.Exception.Pointer);
    }

    [Fact]
    public async Task An_unreadable_delivery_that_is_stored_is_acknowledged_and_the_log_says_that_nothing_was_handled()
    {
        await using var consumer = await StartAsync(webhooks => webhooks.HandleUnreadable<StoreUnreadable>());
        Assert.Equal(new Answer(200, ""), await consumer.SendAsync(Deliveries.Signed(Deliveries.Unreadable)));
        Assert.IsType<UnreadableWebhook>(Assert.Single(consumer.Journal.Entries));
        Assert.Contains("nothing was handled", Assert.Single(consumer.Logs.OfReceiver, record => record.EventName == "UnreadableStored").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(consumer.Logs.OfReceiver, record => record.EventName == "Unreadable");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("partner.created")]
    [InlineData("{\"event\":\"partner.created\"}")]
    public async Task What_is_no_webhook_at_all_is_kept_too(string text)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(text);
        await using var consumer = await StartAsync(webhooks => webhooks.HandleUnreadable<KeepUnreadable>());
        Assert.Equal(new Answer(400, ""), await consumer.SendAsync(Deliveries.Signed(body)));
        Assert.Equal(body, Assert.IsType<UnreadableWebhook>(Assert.Single(consumer.Journal.Entries)).RawBody.ToArray());
    }

    [Fact]
    public async Task Without_a_hook_the_answer_is_400_and_the_log_says_where_it_goes_wrong()
    {
        await using var consumer = await StartAsync();
        Assert.Equal(new Answer(400, ""), await consumer.SendAsync(Deliveries.Signed(Deliveries.Unreadable)));
        Assert.Contains(consumer.Logs.OfReceiver, record => record.EventName == "Unreadable" && record.Text.Contains("/data/id", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "Refused a signed delivery (partner.created, ")]
    [InlineData(true, "Stored a signed delivery (partner.created, ")]
    public async Task The_line_names_the_event_and_what_is_wrong_to_the_end(bool isStored, string beginning)
    {
        await using var consumer = await StartAsync(webhooks =>
        {
            if (isStored)
                webhooks.HandleUnreadable<StoreUnreadable>();
        });
        await consumer.SendAsync(Deliveries.Signed(Deliveries.Of("partner.created", $"{{\"id\":\"p\",\"referring_user\":{{}},\"key\":[\"{new string('x', 200)}\"]}}")));

        var line = Assert.Single(consumer.Logs.OfReceiver).Text;
        Assert.StartsWith(beginning, line, StringComparison.Ordinal);
        Assert.Contains("/data/key must be a string", line, StringComparison.Ordinal);
        Assert.DoesNotContain("…", line, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"event\":\"partner.created\"}", "(partner.created, 27 bytes)")]
    [InlineData("{\"data\":{\"event\":\"no\"},\"event\":\"partner.created\",\"url\":", "(partner.created, ")]
    [InlineData("{\"event\":7}", "(of no event, 11 bytes)")]
    [InlineData("{\"event\":\"\\ud83d\"}", "(of no event, ")]
    [InlineData("{\"event", "(of no event, ")]
    [InlineData("[]", "(of no event, ")]
    [InlineData("", "(of no event, 0 bytes)")]
    public async Task The_line_names_the_event_of_a_body_that_is_incomplete_or_breaks_off_after_it(string body, string named)
    {
        await using var consumer = await StartAsync();
        await consumer.SendAsync(Deliveries.Signed(System.Text.Encoding.UTF8.GetBytes(body)));

        Assert.Contains(named, Assert.Single(consumer.Logs.OfReceiver).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_hook_that_throws_is_answered_with_500_and_nothing_of_why(string moment)
    {
        await using var consumer = await StartAsync(webhooks => webhooks.HandleUnreadable<FailToKeepUnreadable>()
            .Services.AddSingleton(FailureMoment.All.Single(one => one.Name == moment)));
        Assert.Equal(new Answer(500, ""), await consumer.SendAsync(Deliveries.Signed(Deliveries.Unreadable)));
    }

    [Fact]
    public async Task A_readable_delivery_does_not_run_the_hook()
    {
        await using var consumer = await StartAsync(webhooks => webhooks.HandleUnreadable<KeepUnreadable>());
        await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated));
        Assert.IsType<PartnerCreated>(Assert.Single(consumer.Journal.Entries));
    }

    [Fact]
    public async Task The_consumer_is_alive_after_an_unreadable_delivery()
    {
        await using var consumer = await StartAsync();
        await consumer.SendAsync(Deliveries.Signed(Deliveries.Unreadable));
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated))).Status);
    }

    private static Task<TestConsumer> StartAsync(Action<PartneroWebhookBuilder>? register = null) => TestConsumer.StartAsync(webhooks =>
    {
        webhooks.Handle<PartnerCreated, RecordingHandler>();
        register?.Invoke(webhooks);
    });
}
