using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class DeviationTests
{
    /// <summary>A partner whose name is a number, and whose tags hold one.</summary>
    private static readonly byte[] Deviating = Change("\"name\":", "\"name\":5,\"tags\":[\"private\",7],\"was\":");

    [Fact]
    public async Task A_delivery_that_deviates_is_handled_and_one_line_says_where()
    {
        await using var consumer = await StartAsync();
        Assert.Equal(new Answer(200, ""), await consumer.SendAsync(Deliveries.Signed(Deviating)));

        var webhook = Assert.IsType<PartnerCreated>(Assert.Single(consumer.Journal.Entries));
        Assert.Equal(["/data/name", "/data/tags"], webhook.Deviations.Select(deviation => deviation.Pointer));
        var line = Assert.Single(consumer.Logs.OfReceiver, record => record.EventName == "Deviates").Text;
        Assert.Contains("/data/name must be a string, and is a number that is not; /data/tags is left out: /data/tags/1 must be", line, StringComparison.Ordinal);
        Assert.DoesNotContain("private", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tags\":{\"jane@x.com\":{\"value\":5}}", "/data/tags is left out: /data/tags/*/value must be a string")]
    [InlineData("\"tags\":{\"a\":\"b\",\"jane@x.com\":{}}", "/data/tags is left out: /data/tags/*/value must be a value")]
    [InlineData("\"tags\":{\"jane@x.com\":[]}", "/data/tags is left out: /data/tags/* must be")]
    [InlineData("\"custom_fields\":5,\"jane@x.com\":7", "/data/custom_fields must be an object")]
    public async Task A_name_that_no_schema_names_is_in_no_line_of_the_log(string fields, string words)
    {
        await using var consumer = await StartAsync();
        await consumer.SendAsync(Deliveries.Signed(Change("\"name\":", fields + ",\"name\":")));

        var line = Assert.Single(consumer.Logs.OfReceiver, record => record.EventName == "Deviates").Text;
        Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_is_it_where_the_payload_is_refused_and_who_keeps_it_is_told_the_place()
    {
        await using var consumer = await StartAsync(webhooks => webhooks.HandleUnreadable<KeepUnreadable>(), options => options.Deviations = DeviationPolicy.Refuse);
        await consumer.SendAsync(Deliveries.Signed(Change("\"name\":", "\"tags\":{\"jane@x.com\":{\"value\":5}},\"name\":")));

        Assert.Equal("/data/tags/jane@x.com/value", Assert.IsType<UnreadableWebhook>(Assert.Single(consumer.Journal.Entries)).Exception.Pointer);
        var line = Assert.Single(consumer.Logs.OfReceiver, record => record.EventName == "Unreadable").Text;
        Assert.Contains("'/data/tags/*/value'", line, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deviations_are_counted_by_event()
    {
        await using var consumer = await StartAsync();
        var counted = new List<(long Count, string? Event)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Name: "partnero.webhook.deviations", Meter: { Name: "Partnero.Contracts", Scope: var scope } } && scope == consumer.Services.GetRequiredService<IMeterFactory>())
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counted.Add((count, tags[0].Value as string)));
        listener.Start();

        await consumer.SendAsync(Deliveries.Signed(Deviating));
        await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated));

        Assert.Equal([(2, "partner.created")], counted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_consumer_may_refuse_them_for_all_events_or_for_one(bool isForOne)
    {
        await using var consumer = await StartAsync(webhooks => webhooks.HandleUnreadable<KeepUnreadable>(), options =>
        {
            options.Deviations = isForOne ? DeviationPolicy.Handle : DeviationPolicy.Refuse;
            if (isForOne)
                options.DeviationsByEvent["partner.created"] = DeviationPolicy.Refuse;
        });
        Assert.Equal(new Answer(400, ""), await consumer.SendAsync(Deliveries.Signed(Deviating)));

        var kept = Assert.IsType<UnreadableWebhook>(Assert.Single(consumer.Journal.Entries));
        Assert.Equal("/data/name", kept.Exception.Pointer);
        Assert.DoesNotContain(consumer.Logs.OfReceiver, record => record.EventName == "Deviates");
    }

    [Fact]
    public async Task One_event_may_be_handled_where_others_are_refused()
    {
        await using var consumer = await StartAsync(configure: options =>
        {
            options.Deviations = DeviationPolicy.Refuse;
            options.DeviationsByEvent["partner.created"] = DeviationPolicy.Handle;
        });
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deviating))).Status);
    }

    [Fact]
    public async Task A_policy_that_does_not_exist_stops_the_start() =>
        Assert.Contains("7 is no DeviationPolicy", (await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(configure: options => options.DeviationsByEvent["partner.created"] = (DeviationPolicy)7))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("partner.updated", "{\"id\":[]}")]
    [InlineData("partner.updated", "[]")]
    [InlineData("transaction.created", "{\"key\":\"t\",\"amount\":\"a lot\"}")]
    [InlineData("voucher.issued", "5")]
    public async Task What_an_event_without_a_handler_looks_like_does_not_matter(string name, string data)
    {
        await using var consumer = await StartAsync(webhooks => webhooks.HandleUnreadable<KeepUnreadable>());
        var body = $$"""{"event":"{{name}}","url":"https:\/\/a.example","webhook_key":"k","created_at":"2025-01-15T10:30:00.000000Z","data":{{data}}}""";

        Assert.Equal(new Answer(200, ""), await consumer.SendAsync(Deliveries.Signed(Encoding.UTF8.GetBytes(body))));
        Assert.Empty(consumer.Journal.Entries);
        Assert.Contains(consumer.Logs.OfReceiver, record => record.EventName == "NotHandled" && record.Text.Contains(name, StringComparison.Ordinal));
    }

    private static byte[] Change(string from, string to)
    {
        var body = Encoding.UTF8.GetString(Deliveries.PartnerCreated);
        Assert.Contains(from, body, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(body.Replace(from, to, StringComparison.Ordinal));
    }

    private static Task<TestConsumer> StartAsync(Action<PartneroWebhookBuilder>? register = null, Action<PartneroWebhookOptions>? configure = null) => TestConsumer.StartAsync(
        webhooks =>
        {
            webhooks.Handle<PartnerCreated, RecordingHandler>();
            register?.Invoke(webhooks);
        },
        configure);
}
