using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Billing;
using Partnero.Contracts.Inbox.Tests.PartneroWebhooks;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>A small service with an inbox, as one application or several on the same database, each on a port of its own.</summary>
internal sealed class RunningBilling : IAsyncDisposable
{
    public const string Secret = "Q7f2KxW9mLp3TzRb";
    public const string Path = "/webhooks/partnero";

    private readonly BillingSetup _setup;
    private readonly Failures _failures = new();
    private readonly List<WebApplication> _apps = [];
    private readonly HttpClient _client = new();

    private RunningBilling(BillingSetup setup, TestDatabase database) => (_setup, Database) = (setup, database);

    public SteppedTime Time { get; } = new();

    public TestDatabase Database { get; }

    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _apps[0].Services;

    public PartneroInbox Inbox => Services.GetRequiredService<PartneroInbox>();

    public Uri Address => AddressOf(_apps[0]);

    public WebhookConsumer Consumer => new(Address, Secret)
    {
        Handles = Handled,
        Effects = Database.FindEffectsAsync,
        State = Database.FindStateAsync,
        FailFor = _failures.FailForAsync,
        Clock = new VirtualClock(Time, Time.Advance),
        Restart = RestartAsync,
        Replica = _apps.Count > 1 ? AddressOf(_apps[1]) : null,
        SetSecrets = SetSecretsAsync,
        // One worker does all of it, and the machine may be busy.
        EffectTimeout = TimeSpan.FromSeconds(30),
    };

    public IReadOnlyCollection<string>? Handled { get; init; }

    public static async Task<RunningBilling> StartAsync(BillingSetup setup, PostgresServer server)
    {
        var billing = new RunningBilling(setup, await TestDatabase.CreateAsync(setup.Store, server, setup.Folder, setup.PostgresOptions));
        try
        {
            await billing.Database.CreateTablesAsync();
            for (var process = 0; process < setup.Processes; process++)
                billing._apps.Add(await billing.StartAppAsync(0));
            return billing;
        }
        catch
        {
            await billing.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a delivery once.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> SendAsync(byte[] body, int process = 0, CancellationToken? cancellationToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(_apps[process])) { Content = new ByteArrayContent(body) };
        request.Headers.Add(PartneroSignature.HeaderName, PartneroSignature.Compute(body, Secret));
        using var response = await _client.SendAsync(request, cancellationToken ?? Xunit.TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    /// <summary>Waits until an event has so many effects.</summary>
    public async Task WaitForEffectsAsync(string eventName, string entity, int count)
    {
        for (var clock = Stopwatch.StartNew(); (await Database.EffectsAsync(eventName, entity)).Count != count;)
        {
            Xunit.Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{eventName} of {entity} has not had {count} effects within 30 s.");
            await Task.Delay(20, Xunit.TestContext.Current.CancellationToken);
        }
    }

    public async Task StopAsync()
    {
        foreach (var app in _apps)
            await app.DisposeAsync();
        _apps.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await StopAsync();
        await Database.DisposeAsync();
    }

    private static Uri AddressOf(WebApplication app) => new(new Uri(app.Urls.Single()), Path);

    public Task<Uri> RestartAsync(CancellationToken cancellationToken = default) => RestartAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>The same, with the clock moved on in between.</summary>
    public async Task<Uri> RestartAsync(TimeSpan later, CancellationToken cancellationToken)
    {
        var port = Address.Port;
        await _apps[0].StopAsync(cancellationToken);
        await _apps[0].DisposeAsync();
        Time.Advance(later);
        _apps[0] = await StartAppAsync(port);
        return Address;
    }

    private Task SetSecretsAsync(IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        foreach (var app in _apps)
        {
            var taken = app.Services.GetRequiredService<IOptionsMonitor<PartneroWebhookOptions>>().CurrentValue.Secrets;
            taken.Clear();
            foreach (var secret in secrets)
                taken.Add(secret);
        }

        return Task.CompletedTask;
    }

    private async Task<WebApplication> StartAppAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.AddProvider(Log).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(_failures);
        _setup.Services(builder.Services);
        var webhooks = builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(Secret)).Intercept<FailureOutside>();
        if (Database.IsEf)
        {
            builder.Services.AddDbContext<BillingContext>(Database.Use);
            builder.Services.AddScoped<IBooks, EfBooks>();
            webhooks.UseEntityFrameworkInbox<BillingContext>(_setup.Configure);
        }
        else
        {
            builder.Services.AddScoped<IBooks, AdoBooks>();
            webhooks.UseAdoNetInbox(_ => Database.Source, _setup.Configure);
        }

        _setup.Register(webhooks.Intercept<FailureInside>());
        var app = builder.Build();
        try
        {
            app.MapPartneroWebhook(Path);
            _setup.Map(app);
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
