using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class BodyLimitTests
{
    private const int Limit = 1000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_exactly_the_limit_is_accepted(bool chunked)
    {
        await using var consumer = await StartAsync();
        Assert.Equal(200, (await consumer.SendAsync(Delivery(Limit, chunked))).Status);
        Assert.Single(consumer.Journal.Entries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_byte_more_is_answered_with_413(bool chunked)
    {
        await using var consumer = await StartAsync();
        Assert.Equal(new Answer(413, ""), await consumer.SendAsync(Delivery(Limit + 1, chunked)));
        Assert.Empty(consumer.Journal.Entries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_far_over_the_limit_is_answered_with_413_too(bool chunked)
    {
        await using var consumer = await StartAsync();
        Assert.Equal(new Answer(413, ""), await consumer.SendAsync(Delivery(3_000_000, chunked)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_delivery_after_one_over_the_limit_is_taken(bool chunked)
    {
        await using var consumer = await StartAsync();
        await consumer.SendAsync(Delivery(Limit + 1, chunked));
        Assert.Equal(200, (await consumer.SendAsync(Delivery(Limit, chunked))).Status);
        Assert.DoesNotContain(consumer.Logs.All, record => record.Text.Contains("InvalidOperationException", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_limit_is_ours_where_the_server_s_own_is_lower(bool chunked)
    {
        await using var consumer = await StartAsync(server => server.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 10));
        Assert.Equal(200, (await consumer.SendAsync(Delivery(Limit, chunked))).Status);
        Assert.Equal(new Answer(413, ""), await consumer.SendAsync(Delivery(Limit + 1, chunked)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_limit_that_lets_nothing_in_is_refused_at_the_start(int limit)
    {
        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestConsumer.StartAsync(configure: options => options.MaxBodyBytes = limit));
        Assert.Contains("MaxBodyBytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mebibyte_is_let_in_unless_another_limit_is_set() => Assert.Equal(1 << 20, new PartneroWebhookOptions().MaxBodyBytes);

    private static HttpRequestMessage Delivery(int length, bool chunked)
    {
        var delivery = Deliveries.Signed(Deliveries.OfLength(length));
        return chunked ? delivery.Chunked() : delivery;
    }

    private static Task<TestConsumer> StartAsync(Action<WebApplicationBuilder>? build = null) => TestConsumer.StartAsync(
        builder =>
        {
            build?.Invoke(builder);
            builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options =>
            {
                options.Secrets.Add(Deliveries.Secret);
                options.MaxBodyBytes = Limit;
            }).Handle<PartnerCreated, RecordingHandler>();
        },
        app => app.MapPartneroWebhook(TestConsumer.WebhookPath));
}
