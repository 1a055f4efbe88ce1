using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

/// <summary>Anybody can send half a body: it is refused in one quiet line of the log, and reaches nothing else.</summary>
public class BrokenBodyTests
{
    private static readonly byte[] Body = Deliveries.PartnerCreated;
    private static readonly string Signature = "Signature: " + PartneroSignature.Compute(Body, Deliveries.Secret);

    [Fact]
    public async Task A_body_that_ends_before_its_length_is_refused_with_400()
    {
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, Signature, $"Content-Length: {Body.Length}");
        await sender.SendAsync(Body[..^10]);
        sender.EndSending();
        // The server takes it for gone, and sends nothing: the status is in the log.
        await AssertQuietAsync(consumer);
        Assert.Contains(consumer.Logs.OfReceiver, each => each.Text.Contains("with 400", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no size\r\n")]
    [InlineData("5\r\nhello and more\r\n0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFFF\r\n")]
    public async Task A_malformed_chunk_is_answered_with_400(string chunks)
    {
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, Signature, "Transfer-Encoding: chunked");
        await sender.SendAsync(Encoding.ASCII.GetBytes(chunks));
        Assert.Equal(400, await sender.ReadStatusAsync());
        await AssertQuietAsync(consumer);
    }

    [Fact]
    public async Task A_body_that_comes_too_slowly_is_answered_with_408()
    {
        await using var consumer = await StartAsync(builder => builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.1))));
        using var sender = await RawConnection.PostAsync(consumer.Address, Signature, $"Content-Length: {Body.Length}");
        await sender.SendAsync(Body[..10]);
        Assert.Equal(408, await sender.ReadStatusAsync());
        await AssertQuietAsync(consumer);
    }

    [Fact]
    public async Task A_connection_that_is_reset_within_the_body_is_passed_over()
    {
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, Signature, $"Content-Length: {Body.Length}", "Expect: 100-continue");
        // Once the endpoint reads, and not before: else the server would drop the request without asking it.
        Assert.Equal(100, await sender.ReadStatusAsync());
        await sender.SendAsync(Body[..10]);
        sender.Reset();
        await AssertQuietAsync(consumer);
    }

    [Fact]
    public async Task The_consumer_is_alive_after_a_body_that_broke_off()
    {
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, Signature, $"Content-Length: {Body.Length}");
        sender.EndSending();
        await AssertQuietAsync(consumer);
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Body))).Status);
    }

    private static async Task AssertQuietAsync(TestConsumer consumer)
    {
        // The end of the request is logged after all that could be logged of its failure.
        await consumer.Logs.UntilAsync(IsEnd);
        var record = Assert.Single(consumer.Logs.OfReceiver);
        Assert.Equal(("BodyBrokeOff", LogLevel.Information), (record.EventName, record.Level));

        var shown = consumer.Logs.All.Where(each => each.Level is >= LogLevel.Information and < LogLevel.None);
        Assert.DoesNotContain(shown, each => each.Level >= LogLevel.Warning || each.Text.Contains("Exception", StringComparison.Ordinal));
        Assert.Empty(consumer.Journal.Entries);
    }

    private static bool IsEnd(LogRecord record) => record.Text.StartsWith("Request finished", StringComparison.Ordinal);

    private static Task<TestConsumer> StartAsync(Action<WebApplicationBuilder>? build = null) => TestConsumer.StartAsync(
        builder =>
        {
            build?.Invoke(builder);
            builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(Deliveries.Secret))
                .Handle<PartnerCreated, RecordingHandler>();
        },
        app => app.MapPartneroWebhook(TestConsumer.WebhookPath));
}
