using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class LogTests
{
    private static readonly byte[] Body = Deliveries.PartnerCreated;
    private static readonly string Expected = PartneroSignature.Compute(Body, Deliveries.Secret);
    private static readonly string Sent = PartneroSignature.Compute(Body, "another secret");

    public static TheoryData<string, int> Kinds => new()
    {
        { "handled", 200 },
        { "without a handler", 200 },
        { "unsigned", 401 },
        { "signed in another form", 401 },
        { "wrongly signed", 401 },
        { "unreadable", 400 },
        { "failing", 500 },
        { "too large", 413 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_log_record_holds_a_secret_or_a_signature_when_a_delivery_is(string kind, int status)
    {
        await using var consumer = await StartAsync(kind);
        Assert.Equal(status, (await consumer.SendAsync(Delivery(kind))).Status);

        Assert.NotEmpty(consumer.Logs.OfReceiver);
        foreach (var confidential in new[] { Deliveries.Secret, Expected, Sent, PartneroSignature.Compute(Deliveries.Unreadable, Deliveries.Secret) })
            Assert.DoesNotContain(consumer.Logs.All, record => record.Text.Contains(confidential, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_receiver_logs_no_value_of_the_payload_when_a_delivery_is(string kind, int status)
    {
        await using var consumer = await StartAsync(kind);
        Assert.Equal(status, (await consumer.SendAsync(Delivery(kind))).Status);
        foreach (var value in new[] { "partner@partnero.com", "partner_abc123", "wh_abc123" })
            Assert.DoesNotContain(consumer.Logs.OfReceiver, record => record.Text.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("handled", LogLevel.Information)]
    [InlineData("without a handler", LogLevel.Information)]
    [InlineData("unsigned", LogLevel.Warning)]
    [InlineData("signed in another form", LogLevel.Warning)]
    [InlineData("wrongly signed", LogLevel.Warning)]
    [InlineData("too large", LogLevel.Warning)]
    [InlineData("unreadable", LogLevel.Warning)]
    [InlineData("failing", LogLevel.Error)]
    public async Task One_record_says_what_became_of_a_delivery(string kind, LogLevel level)
    {
        await using var consumer = await StartAsync(kind);
        await consumer.SendAsync(Delivery(kind));
        Assert.Equal(level, Assert.Single(consumer.Logs.OfReceiver).Level);
    }

    private static Task<TestConsumer> StartAsync(string kind) => TestConsumer.StartAsync(
        webhooks =>
        {
            webhooks.Services.AddSingleton(FailureMoment.Later);
            if (kind == "failing")
                webhooks.Handle<PartnerCreated, FailingHandler>();
            else if (kind != "without a handler")
                webhooks.Handle<PartnerCreated, RecordingHandler>();
        },
        options => options.MaxBodyBytes = 1000);

    private static HttpRequestMessage Delivery(string kind) => kind switch
    {
        "unsigned" => Deliveries.WithSignature(Body, null),
        "signed in another form" => Deliveries.WithSignature(Body, "sha256=" + Sent),
        "wrongly signed" => Deliveries.WithSignature(Body, Sent),
        "unreadable" => Deliveries.Signed(Deliveries.Unreadable),
        "too large" => Deliveries.Signed(Deliveries.OfLength(1001)),
        _ => Deliveries.Signed(Body),
    };
}
