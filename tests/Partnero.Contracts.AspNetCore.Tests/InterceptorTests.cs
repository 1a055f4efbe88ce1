using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class InterceptorTests
{
    private static HttpRequestMessage Delivery => Deliveries.Signed(Deliveries.PartnerCreated);

    [Fact]
    public async Task Interceptors_run_around_the_handler_in_the_order_of_their_registration()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks
            .Intercept<OuterInterceptor>().Handle<PartnerCreated, OtherHandler>().Intercept<InnerInterceptor>());
        Assert.Equal(200, (await consumer.SendAsync(Delivery)).Status);
        Assert.Equal(["outer begins", "inner begins", "other", "inner ends", "outer ends"], consumer.Journal.Entries);
    }

    [Fact]
    public async Task An_interceptor_shares_its_scope_with_the_handler()
    {
        await using var consumer = await StartWorkingAsync();
        await consumer.SendAsync(Delivery);
        var units = consumer.Journal.Entries.Cast<UnitOfWork>().ToArray();
        Assert.Equal(2, units.Length);
        Assert.Same(units[0], units[1]);
    }

    [Fact]
    public async Task Each_delivery_has_a_scope_of_its_own()
    {
        await using var consumer = await StartWorkingAsync();
        await consumer.SendAsync(Delivery);
        await consumer.SendAsync(Delivery);
        Assert.Equal(2, consumer.Journal.Entries.Distinct().Count());
    }

    [Fact]
    public async Task One_that_does_not_go_on_acknowledges_the_delivery_without_its_handler()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks
            .Intercept<LeavingInterceptor>().Intercept<InnerInterceptor>().Handle<PartnerCreated, OtherHandler>());
        Assert.Equal(200, (await consumer.SendAsync(Delivery)).Status);
        Assert.Empty(consumer.Journal.Entries);
        Assert.Contains(consumer.Logs.OfReceiver, record => record.EventName == "LeftByInterceptor");
    }

    [Theory]
    [InlineData("call", 0)]
    [InlineData("later", 1)] // as when the commit after the handler fails
    public async Task One_that_throws_is_answered_with_500(string moment, int handled)
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks
            .Intercept<FailingInterceptor>().Handle<PartnerCreated, OtherHandler>()
            .Services.AddSingleton(FailureMoment.All.Single(one => one.Name == moment)));
        Assert.Equal(new Answer(500, ""), await consumer.SendAsync(Delivery));
        Assert.Equal(handled, consumer.Journal.Entries.Count);
    }

    [Fact]
    public async Task They_run_only_for_events_that_have_a_handler()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks
            .Intercept<OuterInterceptor>().Handle<PartnerUpdated, PartnerUpdates>());
        Assert.Equal(200, (await consumer.SendAsync(Delivery)).Status);
        Assert.Empty(consumer.Journal.Entries);
    }

    [Fact]
    public async Task They_run_for_unknown_events_that_have_a_handler()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks
            .Intercept<OuterInterceptor>().Handle<UnknownWebhook, UnknownEvents>());
        await consumer.SendAsync(Deliveries.Signed(Deliveries.Of("voucher.issued", "{}")));
        Assert.Equal("outer begins", consumer.Journal.Entries[0]);
    }

    private static Task<TestConsumer> StartWorkingAsync() => TestConsumer.StartAsync(webhooks => webhooks
        .Intercept<WorkingInterceptor>().Handle<PartnerCreated, WorkingHandler>().Services.AddScoped<UnitOfWork>());

    private sealed class PartnerUpdates(Journal journal) : IPartnerUpdatedHandler
    {
        public ValueTask HandleAsync(PartnerUpdated webhook, CancellationToken cancellationToken)
        {
            journal.Add(webhook);
            return ValueTask.CompletedTask;
        }
    }
}
