using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

/// <summary>A secret is replaced while deliveries come in: first the new one beside the old, then the new one alone.</summary>
public class RotationTests
{
    private readonly Reloadable _configuration = new("old");

    [Fact]
    public async Task Reloaded_secrets_take_effect_without_a_restart()
    {
        await using var consumer = await StartAsync();
        Assert.Equal((200, 401), await StatusesAsync(consumer));

        _configuration.Replace("old", "new");
        Assert.Equal((200, 200), await StatusesAsync(consumer));

        _configuration.Replace("new");
        Assert.Equal((401, 200), await StatusesAsync(consumer));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("blank", " ")]
    [InlineData("a blank one beside a good one", "old", " ")]
    public async Task Reloaded_secrets_that_are_no_good_have_nothing_accepted(string kind, params string[] secrets)
    {
        Assert.NotEmpty(kind);
        await using var consumer = await StartAsync();
        // The options tell whoever reloads the configuration; deliveries go on coming.
        Assert.ThrowsAny<Exception>(() => _configuration.Replace(secrets));

        foreach (var secret in new[] { "old", " ", "" })
            Assert.Equal(new Answer(500, ""), await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated, secret)));
        Assert.Contains(consumer.Logs.OfReceiver, record => record.EventName == "Misconfigured" && record.Text.Contains("Secrets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Good_secrets_after_bad_ones_take_effect_without_a_restart()
    {
        await using var consumer = await StartAsync();
        Assert.ThrowsAny<Exception>(() => _configuration.Replace());
        _configuration.Replace("new");
        Assert.Equal((401, 200), await StatusesAsync(consumer));
    }

    private Task<TestConsumer> StartAsync() => TestConsumer.StartAsync(
        builder =>
        {
            ((IConfigurationBuilder)builder.Configuration).Add(_configuration);
            builder.Services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });
            builder.Services.Configure<PartneroWebhookOptions>(builder.Configuration.GetSection(Reloadable.Section));
        },
        app => app.MapPartneroWebhook(TestConsumer.WebhookPath));

    private static async Task<(int Old, int New)> StatusesAsync(TestConsumer consumer) => (
        (await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated, "old"))).Status,
        (await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated, "new"))).Status);
}
