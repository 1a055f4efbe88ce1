using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class StatusTests
{
    public static TheoryData<string> Moments => [.. FailureMoment.All.Select(moment => moment.Name)];

    [Fact]
    public async Task A_handled_webhook_is_answered_with_200()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>());
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated))).Status);
        Assert.Single(consumer.Journal.Entries);
    }

    [Fact]
    public async Task The_handler_sees_the_payload_the_raw_body_and_the_identity()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>());
        var body = Deliveries.PartnerCreated;
        await consumer.SendAsync(Deliveries.Signed(body));
        var webhook = Assert.IsType<PartnerCreated>(Assert.Single(consumer.Journal.Entries));
        Assert.Equal("partner_abc123", webhook.Data.Id);
        Assert.Equal(body, webhook.RawBody.ToArray());
        Assert.Equal(WebhookIdentity.Of("partner.created", body), webhook.Identity);
    }

    [Fact]
    public async Task A_known_event_without_a_handler_is_answered_with_200()
    {
        await using var consumer = await TestConsumer.StartAsync();
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated))).Status);
    }

    [Fact]
    public async Task An_unknown_event_is_answered_with_200()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>());
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.Of("voucher.issued", "{}")))).Status);
        Assert.Empty(consumer.Journal.Entries);
    }

    [Fact]
    public async Task An_unknown_event_reaches_the_handler_of_unknown_events()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks.Handle<UnknownWebhook, UnknownEvents>());
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.Of("voucher.issued", "{}")))).Status);
        Assert.Equal("voucher.issued", Assert.IsType<UnknownWebhook>(Assert.Single(consumer.Journal.Entries)).Event);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_handler_that_throws_is_answered_with_500_and_nothing_of_why(string moment)
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks.Handle<PartnerCreated, FailingHandler>()
            .Services.AddSingleton(FailureMoment.All.Single(one => one.Name == moment)));
        Assert.Equal(new Answer(500, ""), await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated)));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_than_POST_are_answered_with_405(string method)
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>());
        using var request = Deliveries.Signed(Deliveries.PartnerCreated);
        request.Method = new HttpMethod(method);
        Assert.Equal(new Answer(405, ""), await consumer.SendAsync(request));
        Assert.Empty(consumer.Journal.Entries);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-8")]
    public async Task The_type_of_the_content_does_not_matter(string? type)
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>());
        using var request = Deliveries.Signed(Deliveries.PartnerCreated);
        request.Content!.Headers.Remove("Content-Type");
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(200, (await consumer.SendAsync(request)).Status);
        Assert.Single(consumer.Journal.Entries);
    }
}
