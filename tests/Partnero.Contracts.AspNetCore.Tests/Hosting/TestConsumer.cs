using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;

namespace Partnero.Contracts.AspNetCore.Tests.Hosting;

/// <summary>A consumer on a loopback port, reached as the sender reaches it.</summary>
internal sealed class TestConsumer : IAsyncDisposable
{
    public const string WebhookPath = "/webhooks/partnero";

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private TestConsumer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        // A redirect that was followed would look like the answer of the consumer.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public Journal Journal => Services.GetRequiredService<Journal>();

    public RecordedLogs Logs => Services.GetRequiredService<RecordedLogs>();

    /// <summary>Starts a consumer of one program.</summary>
    public static Task<TestConsumer> StartAsync(Action<PartneroWebhookBuilder>? register = null, Action<PartneroWebhookOptions>? configure = null) =>
        StartAsync(
            builder =>
            {
                var webhooks = builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options =>
                {
                    options.Secrets.Add(Deliveries.Secret);
                    configure?.Invoke(options);
                });
                register?.Invoke(webhooks);
            },
            app => app.MapPartneroWebhook(WebhookPath));

    /// <summary>Starts a consumer of any kind.</summary>
    public static async Task<TestConsumer> StartAsync(Action<WebApplicationBuilder> build, Action<WebApplication> map)
    {
        // In development an exception that escapes is shown to the caller with its stack, and scopes are checked: the stricter place.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var logs = new RecordedLogs();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton(logs).AddSingleton<Journal>();
        build(builder);

        var app = builder.Build();
        try
        {
            map(app);
            await app.StartAsync(Xunit.TestContext.Current.CancellationToken);
            return new TestConsumer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken? cancellationToken = null)
    {
        using var response = await _client.SendAsync(request, cancellationToken ?? Xunit.TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
