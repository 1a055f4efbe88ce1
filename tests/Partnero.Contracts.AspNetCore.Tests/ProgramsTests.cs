using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class ProgramsTests
{
    [Fact]
    public async Task Each_program_has_handlers_of_its_own()
    {
        await using var consumer = await StartAsync();
        Assert.Equal(200, (await consumer.SendAsync(Delivery("shop secret").To("/shop"))).Status);
        Assert.IsType<PartnerCreated>(Assert.Single(consumer.Journal.Entries));

        Assert.Equal(200, (await consumer.SendAsync(Delivery("club secret").To("/club"))).Status);
        Assert.Equal("other", consumer.Journal.Entries[^2]);
    }

    [Fact]
    public async Task Each_program_has_interceptors_of_its_own()
    {
        await using var consumer = await StartAsync();
        await consumer.SendAsync(Delivery("shop secret").To("/shop"));
        Assert.DoesNotContain("outer begins", consumer.Journal.Entries);
        await consumer.SendAsync(Delivery("club secret").To("/club"));
        Assert.Contains("outer begins", consumer.Journal.Entries);
    }

    [Theory]
    [InlineData("/shop", "club secret")]
    [InlineData("/club", "shop secret")]
    public async Task The_secret_of_one_program_is_worth_nothing_to_the_other(string path, string secret)
    {
        await using var consumer = await StartAsync();
        Assert.Equal(401, (await consumer.SendAsync(Delivery(secret).To(path))).Status);
        Assert.Empty(consumer.Journal.Entries);
    }

    [Fact]
    public async Task Each_program_has_a_limit_of_its_own()
    {
        await using var consumer = await StartAsync();
        var body = Deliveries.OfLength(2000);
        Assert.Equal(413, (await consumer.SendAsync(Deliveries.Signed(body, "shop secret").To("/shop"))).Status);
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(body, "club secret").To("/club"))).Status);
    }

    [Fact]
    public async Task A_hook_of_one_program_does_not_keep_what_the_other_could_not_read()
    {
        await using var consumer = await StartAsync();
        Assert.Equal(400, (await consumer.SendAsync(Deliveries.Signed(Deliveries.Unreadable, "club secret").To("/club"))).Status);
        Assert.Empty(consumer.Journal.Entries);
    }

    private static HttpRequestMessage Delivery(string secret) => Deliveries.Signed(Deliveries.PartnerCreated, secret);

    private static Task<TestConsumer> StartAsync() => TestConsumer.StartAsync(
        builder =>
        {
            builder.Services.AddPartneroWebhooks<PartneroDispatcher>("shop", options =>
            {
                options.Secrets.Add("shop secret");
                options.MaxBodyBytes = 1000;
            }).Handle<PartnerCreated, RecordingHandler>().HandleUnreadable<KeepUnreadable>();
            builder.Services.AddPartneroWebhooks<PartneroDispatcher>("club", options => options.Secrets.Add("club secret"))
                .Intercept<OuterInterceptor>().Handle<PartnerCreated, OtherHandler>();
        },
        app =>
        {
            app.MapPartneroWebhook("/shop", "shop");
            app.MapPartneroWebhook("/club", "club");
        });
}
