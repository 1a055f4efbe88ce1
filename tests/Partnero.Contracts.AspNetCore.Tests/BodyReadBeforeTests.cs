using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

/// <summary>A middleware that logs bodies, say, reads them before the endpoint does.</summary>
public class BodyReadBeforeTests
{
    private static readonly byte[] Body = Deliveries.PartnerCreated;

    public static TheoryData<string> ThatSpoil => ["reads it all", "reads some of it", "buffers it and does not rewind it"];

    [Theory]
    [MemberData(nameof(ThatSpoil))]
    public async Task The_answer_is_500_and_the_log_says_why_after_a_middleware_that(string does)
    {
        await using var consumer = await StartAsync(does);
        Assert.Equal(new Answer(500, ""), await consumer.SendAsync(Deliveries.Signed(Body)));
        var record = Assert.Single(consumer.Logs.OfReceiver);
        Assert.Equal(("BodyReadBefore", LogLevel.Error), (record.EventName, record.Level));
        Assert.Contains($"{Body.Length} bytes were announced", record.Text, StringComparison.Ordinal);
        Assert.Contains("EnableBuffering", record.Text, StringComparison.Ordinal);
        Assert.Empty(consumer.Journal.Entries);
    }

    [Fact]
    public async Task The_answer_is_500_and_the_log_says_why_after_a_middleware_that_ends_the_reading()
    {
        await using var consumer = await StartAsync("ends the reading");
        Assert.Equal(new Answer(500, ""), await consumer.SendAsync(Deliveries.Signed(Body)));
        var record = Assert.Single(consumer.Logs.OfReceiver);
        Assert.Equal(("BodyNotRead", LogLevel.Error), (record.EventName, record.Level));
        Assert.Contains("EnableBuffering", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_middleware_that_buffers_the_body_and_rewinds_it_does_no_harm()
    {
        await using var consumer = await StartAsync("buffers it and rewinds it");
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Body))).Status);
        Assert.Equal(401, (await consumer.SendAsync(Deliveries.Signed(Body, "another secret"))).Status);
    }

    [Theory]
    [MemberData(nameof(ThatSpoil))]
    public async Task What_is_unsigned_is_answered_with_401_after_a_middleware_that(string does)
    {
        await using var consumer = await StartAsync(does);
        Assert.Equal(401, (await consumer.SendAsync(Deliveries.WithSignature(Body, null))).Status);
    }

    private static Task<TestConsumer> StartAsync(string does) => TestConsumer.StartAsync(
        builder => builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(Deliveries.Secret))
            .Handle<PartnerCreated, RecordingHandler>(),
        app =>
        {
            app.Use(async (context, next) =>
            {
                await ReadAsync(context.Request, does);
                await next(context);
            });
            app.UseRouting();
            app.MapPartneroWebhook(TestConsumer.WebhookPath);
        });

    private static async Task ReadAsync(HttpRequest request, string does)
    {
        if (does.StartsWith("buffers", StringComparison.Ordinal))
            request.EnableBuffering();
        if (does == "reads some of it")
            await request.Body.ReadExactlyAsync(new byte[10]);
        else
            await request.Body.CopyToAsync(Stream.Null);
        if (does == "buffers it and rewinds it")
            request.Body.Position = 0;
        if (does == "ends the reading")
            await request.BodyReader.CompleteAsync();
    }
}
