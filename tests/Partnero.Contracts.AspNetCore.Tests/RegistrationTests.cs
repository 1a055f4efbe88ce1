using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class RegistrationTests
{
    [Fact]
    public void A_second_handler_of_an_event_is_refused_and_both_are_named()
    {
        var webhooks = Register().Handle<PartnerCreated, RecordingHandler>();
        var exception = Assert.Throws<InvalidOperationException>(() => webhooks.Handle<PartnerCreated, OtherHandler>());
        Assert.Contains(nameof(PartnerCreated), exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(RecordingHandler), exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(OtherHandler), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_handler_twice_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Register().Handle<PartnerCreated, OtherHandler>().Handle<PartnerCreated, OtherHandler>());

    [Fact]
    public void A_second_hook_for_the_unreadable_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Register().HandleUnreadable<KeepUnreadable>().HandleUnreadable<FailToKeepUnreadable>());

    [Fact]
    public void A_handler_of_a_type_that_no_delivery_has_is_refused_for_it_would_never_run()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Register().Handle<PartneroWebhook, AnyWebhook>());
        Assert.Contains(nameof(AnyWebhook), exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Register().Handle<PartneroWebhook<Partner>, AnyWebhook>());
    }

    [Fact]
    public void One_name_twice_is_refused()
    {
        var services = Register().Services;
        Assert.Throws<InvalidOperationException>(() => services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }));
    }

    [Fact]
    public async Task Mapping_what_was_not_registered_is_refused_and_says_what_to_call()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TestConsumer.StartAsync(_ => { }, app => app.MapPartneroWebhook("/hooks")));
        Assert.Contains("AddPartneroWebhooks", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_another_name_is_refused_and_names_it()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TestConsumer.StartAsync(
            builder => builder.Services.AddPartneroWebhooks<PartneroDispatcher>("shop", options => options.Secrets.Add("secret")),
            app => app.MapPartneroWebhook("/hooks", "shpo")));
        Assert.Contains("'shpo'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_blank_secret_is_refused_at_the_start_and_the_message_names_what_to_set(string secret)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(options => options.Secrets.Add(secret)));
        Assert.Contains(nameof(PartneroWebhookOptions.Secrets), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_refused_at_the_start_and_the_message_names_what_to_set()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(_ => { }));
        Assert.Contains(nameof(PartneroWebhookOptions.Secrets), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_refused_at_the_start_even_where_nothing_is_mapped() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => TestConsumer.StartAsync(
            builder => builder.Services.AddPartneroWebhooks<PartneroDispatcher>("shop", _ => { }), map: _ => { }));

    [Fact]
    public async Task A_policy_that_asks_everybody_to_log_in_does_not_lock_the_sender_out()
    {
        await using var consumer = await TestConsumer.StartAsync(
            builder =>
            {
                builder.Services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
                builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(Deliveries.Secret)).Handle<PartnerCreated, RecordingHandler>();
            },
            app =>
            {
                app.UseAuthorization();
                app.MapPartneroWebhook(TestConsumer.WebhookPath);
            });
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated))).Status);
    }

    private static PartneroWebhookBuilder Register() =>
        new ServiceCollection().AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(Deliveries.Secret));

    private static Task<TestConsumer> StartAsync(Action<PartneroWebhookOptions> configure) => TestConsumer.StartAsync(
        builder => builder.Services.AddPartneroWebhooks<PartneroDispatcher>(configure), app => app.MapPartneroWebhook("/hooks"));

    private sealed class AnyWebhook : IWebhookHandler<PartneroWebhook>
    {
        public ValueTask HandleAsync(PartneroWebhook webhook, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
