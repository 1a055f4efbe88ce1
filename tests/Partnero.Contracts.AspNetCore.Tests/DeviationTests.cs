using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Configuration;
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
        Assert.Contains("/data/name must be a string, and is a number; /data/tags is left out: /data/tags/1 must be", line, StringComparison.Ordinal);
        Assert.Contains("in 2 places", line, StringComparison.Ordinal);
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
        var line = Assert.Single(consumer.Logs.OfReceiver, record => record.EventName == "DeviationsRefused").Text;
        Assert.Contains("/data/tags/*/value", line, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_place_is_one_place_and_what_must_be_there_is_told_to_the_end()
    {
        await using var consumer = await StartAsync();
        await consumer.SendAsync(Deliveries.Signed(Change("\"metadata\":", "\"updated_at\":\"yesterday\",\"metadata\":")));

        var line = Assert.Single(consumer.Logs.OfReceiver, record => record.EventName == "Deviates").Text;
        Assert.Contains("in 1 place, and is null there: /data/updated_at must be", line, StringComparison.Ordinal);
        Assert.DoesNotContain("…", line, StringComparison.Ordinal);
        Assert.DoesNotContain("yesterday", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, "PartneroWebhookOptions.Deviations refuses that")]
    [InlineData(false, true, "PartneroWebhookOptions.Deviations refuses that")]
    [InlineData(true, false, "PartneroWebhookOptions.DeviationsByEvent[\"partner.created\"] refuses that")]
    public async Task The_line_of_a_refused_one_names_the_event_each_place_and_the_option_that_refused_it(bool isForOne, bool isStored, string option)
    {
        await using var consumer = await StartAsync(
            webhooks =>
            {
                if (isStored)
                    webhooks.HandleUnreadable<StoreUnreadable>();
            },
            options =>
            {
                if (isForOne)
                    options.DeviationsByEvent["partner.created"] = DeviationPolicy.Refuse;
                else
                    options.Deviations = DeviationPolicy.Refuse;
            });
        Assert.Equal(isStored ? 200 : 400, (await consumer.SendAsync(Deliveries.Signed(Deviating))).Status);

        var line = Assert.Single(consumer.Logs.OfReceiver).Text;
        Assert.StartsWith(isStored ? "Stored a signed delivery (partner.created, " : "Refused a signed delivery (partner.created, ", line, StringComparison.Ordinal);
        Assert.Contains($"it deviates from its schema in 2 places, and {option}: /data/name must be a string, and is a number", line, StringComparison.Ordinal);
        Assert.Contains("; /data/tags is left out: /data/tags/1 must be", line, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be read", line, StringComparison.Ordinal);
        Assert.DoesNotContain("private", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_processed_again_and_refused_names_the_option_and_each_place_too()
    {
        await using var consumer = await StartAsync(configure: options => options.Deviations = DeviationPolicy.Refuse);

        var exception = await Assert.ThrowsAsync<PayloadException>(() => consumer.Services.GetRequiredService<PartneroWebhookProcessor>().ProcessAsync(Deviating, TestContext.Current.CancellationToken));
        Assert.StartsWith("The payload deviates from its schema in 2 places, and PartneroWebhookOptions.Deviations refuses that: /data/name must", exception.Message, StringComparison.Ordinal);
        Assert.Equal("/data/name", exception.Pointer);
        Assert.DoesNotContain("private", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_deviations_a_line_names_ten()
    {
        await using var consumer = await StartAsync();
        string[] fields = ["name", "surname", "status", "referral_link", "tags", "custom_fields", "metadata", "created_at", "updated_at", "approved", "tos", "referral_links"];
        await consumer.SendAsync(Deliveries.Signed(Deliveries.Of("partner.created", $"{{\"id\":\"p\"{string.Concat(fields.Select(field => $",\"{field}\":5.5"))}}}")));

        var line = Assert.Single(consumer.Logs.OfReceiver, record => record.EventName == "Deviates").Text;
        Assert.Contains("in 12 places", line, StringComparison.Ordinal);
        Assert.Equal(10, line.Split("Correct the schema")[0].Split("must be").Length - 1);
        Assert.Contains("; …. Correct the schema", line, StringComparison.Ordinal);
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
    [InlineData("Deviations", "Deviations: the value in the configuration is no DeviationPolicy. Set it to Handle or Refuse.")]
    [InlineData("DeviationsByEvent:partner.created", "DeviationsByEvent[\"partner.created\"]: the value in the configuration is no DeviationPolicy.")]
    public async Task A_policy_that_a_configuration_spells_wrongly_stops_the_start(string key, string message)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, "Refuze")]).Build();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(configure: options => configuration.Bind(options)));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Refuse")]
    [InlineData("refuse")]
    public async Task A_policy_of_a_configuration_is_kept(string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Deviations", "Handle"), new("DeviationsByEvent:partner.created", value)]).Build();
        await using var consumer = await StartAsync(configure: options => configuration.Bind(options));

        Assert.Equal(400, (await consumer.SendAsync(Deliveries.Signed(Deviating))).Status);
    }

    [Fact]
    public async Task A_policy_for_an_event_that_no_schema_describes_stops_the_start()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(configure: options => options.DeviationsByEvent["transaction.creatd"] = DeviationPolicy.Refuse));
        Assert.Contains("Partnero webhooks: DeviationsByEvent[\"transaction.creatd\"] names an event that no schema describes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_for_an_event_without_a_handler_is_as_good_as_any()
    {
        await using var consumer = await StartAsync(configure: options => options.DeviationsByEvent["transaction.created"] = DeviationPolicy.Refuse);
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deviating))).Status);
    }

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
