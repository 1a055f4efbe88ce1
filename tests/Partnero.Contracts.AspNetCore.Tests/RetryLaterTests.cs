using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class RetryLaterTests
{
    [Theory]
    [InlineData("partner.created", "The warehouse is full.")]
    [InlineData("an unreadable one", "The shelf is full.")]
    public async Task A_delivery_that_is_put_off_is_answered_with_503_and_when_to_try_again(string delivery, string reason)
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks
            .Handle<PartnerCreated, BusyHandler>().HandleUnreadable<BusyHandler>());
        var body = delivery == "partner.created" ? Deliveries.PartnerCreated : Deliveries.Unreadable;

        using var request = Deliveries.Signed(body);
        using var client = new HttpClient { BaseAddress = consumer.Address };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);

        var record = Assert.Single(consumer.Logs.OfReceiver, each => each.EventName == "PutOff");
        Assert.Equal(LogLevel.Warning, record.Level);
        Assert.Contains(reason, record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("RetryLaterException", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_is_past_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("after", () => new RetryLaterException("The warehouse is full.", TimeSpan.FromSeconds(-1)));
}
