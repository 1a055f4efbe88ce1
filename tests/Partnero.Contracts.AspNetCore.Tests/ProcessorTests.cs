using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

/// <summary>What was stored is handled as what comes by HTTP.</summary>
public class ProcessorTests
{
    [Fact]
    public async Task A_stored_delivery_goes_through_the_interceptors_to_its_handler()
    {
        await using var consumer = await StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>().Intercept<OuterInterceptor>());
        Assert.Equal(WebhookOutcome.Handled, await Processor(consumer).ProcessAsync(Deliveries.PartnerCreated, TestContext.Current.CancellationToken));
        Assert.Collection(
            consumer.Journal.Entries,
            entry => Assert.Equal("outer begins", entry),
            entry => Assert.Equal(Deliveries.PartnerCreated, Assert.IsType<PartnerCreated>(entry).RawBody.ToArray()),
            entry => Assert.Equal("outer ends", entry));
    }

    [Fact]
    public async Task One_that_still_cannot_be_read_says_where()
    {
        await using var consumer = await StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>());
        Assert.Equal("/data/id", (await Assert.ThrowsAsync<PayloadException>(() => Processor(consumer).ProcessAsync(Deliveries.Unreadable, TestContext.Current.CancellationToken))).Pointer);
    }

    [Fact]
    public async Task One_that_an_interceptor_answers_for_is_left()
    {
        await using var consumer = await StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>().Intercept<LeavingInterceptor>());
        Assert.Equal(WebhookOutcome.Left, await Processor(consumer).ProcessAsync(Deliveries.PartnerCreated, TestContext.Current.CancellationToken));
        Assert.Empty(consumer.Journal.Entries);
    }

    [Fact]
    public async Task One_without_a_handler_is_not_handled()
    {
        await using var consumer = await StartAsync(_ => { });
        Assert.Equal(WebhookOutcome.NotHandled, await Processor(consumer).ProcessAsync(Deliveries.Unreadable, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_handler_throws_is_passed_on()
    {
        await using var consumer = await StartAsync(webhooks => webhooks.Handle<PartnerCreated, FailingHandler>().Services.AddSingleton(FailureMoment.Call));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Processor(consumer).ProcessAsync(Deliveries.PartnerCreated, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_of_several_programs_has_its_own()
    {
        await using var consumer = await TestConsumer.StartAsync(
            (WebApplicationBuilder builder) =>
            {
                builder.Services.AddPartneroWebhooks<PartneroDispatcher>("shop", options => options.Secrets.Add("one")).Handle<PartnerCreated, RecordingHandler>();
                builder.Services.AddPartneroWebhooks<PartneroDispatcher>("club", options => options.Secrets.Add("two"));
            },
            _ => { });
        Assert.Throws<InvalidOperationException>(() => Processor(consumer));
        Assert.Equal(WebhookOutcome.Handled, await Of("shop").ProcessAsync(Deliveries.PartnerCreated, TestContext.Current.CancellationToken));
        Assert.Equal(WebhookOutcome.NotHandled, await Of("club").ProcessAsync(Deliveries.PartnerCreated, TestContext.Current.CancellationToken));

        PartneroWebhookProcessor Of(string name) => consumer.Services.GetRequiredKeyedService<PartneroWebhookProcessor>(name);
    }

    private static PartneroWebhookProcessor Processor(TestConsumer consumer) => consumer.Services.GetRequiredService<PartneroWebhookProcessor>();

    private static Task<TestConsumer> StartAsync(Action<PartneroWebhookBuilder> register) => TestConsumer.StartAsync(register);
}
