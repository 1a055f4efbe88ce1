using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

/// <summary>A secret that came with more than Partnero shows has every delivery refused: the log says so before the first one.</summary>
public class OddSecretTests
{
    private const string Secret = Deliveries.Secret;

    [Theory]
    [InlineData(Secret + "\n", "Secrets[0] ends with a line feed (U+000A)")]
    [InlineData("\uFEFF" + Secret, "Secrets[0] begins with a byte order mark (U+FEFF)")]
    [InlineData("\"" + Secret + "\"", "Secrets[0] begins and ends with a quotation mark (U+0022)")]
    public async Task What_is_odd_is_logged_once_at_the_start_without_the_secret(string secret, string oddity)
    {
        await using var consumer = await StartAsync(secret);
        var record = Assert.Single(consumer.Logs.OfReceiver);
        Assert.Equal(("OddSecret", LogLevel.Warning), (record.EventName, record.Level));
        Assert.Contains(oddity, record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(consumer.Logs.All, each => each.Text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_odd_secret_is_named_by_its_position()
    {
        await using var consumer = await StartAsync(" " + Secret, Secret, Secret + " ");
        Assert.Equal(2, consumer.Logs.OfReceiver.Count());
        Assert.Contains(consumer.Logs.OfReceiver, record => record.Text.Contains("Secrets[0] begins with a blank", StringComparison.Ordinal));
        Assert.Contains(consumer.Logs.OfReceiver, record => record.Text.Contains("Secrets[2] ends with a blank", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_logged_of_a_secret_as_Partnero_shows_it()
    {
        await using var consumer = await StartAsync(Secret, "two words");
        Assert.Empty(consumer.Logs.OfReceiver);
    }

    [Fact]
    public async Task An_odd_secret_is_used_as_it_is()
    {
        await using var consumer = await StartAsync(Secret + "\n");
        Assert.Equal(401, (await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated))).Status);
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.PartnerCreated, Secret + "\n"))).Status);
    }

    [Fact]
    public async Task A_reloaded_secret_is_looked_at_too()
    {
        var configuration = new Reloadable(Secret);
        await using var consumer = await TestConsumer.StartAsync(
            builder =>
            {
                ((IConfigurationBuilder)builder.Configuration).Add(configuration);
                builder.Services.AddPartneroWebhooks<PartneroDispatcher>("shop", _ => { });
                builder.Services.Configure<PartneroWebhookOptions>("shop", builder.Configuration.GetSection(Reloadable.Section));
            },
            app => app.MapPartneroWebhook(TestConsumer.WebhookPath, "shop"));
        configuration.Replace(Secret + "\r");
        var record = Assert.Single(consumer.Logs.OfReceiver);
        Assert.Contains("'shop': Secrets[0] ends with a carriage return", record.Text, StringComparison.Ordinal);
    }

    private static Task<TestConsumer> StartAsync(params string[] secrets) => TestConsumer.StartAsync(
        builder => builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options =>
        {
            foreach (var secret in secrets)
                options.Secrets.Add(secret);
        }),
        app => app.MapPartneroWebhook(TestConsumer.WebhookPath));
}
