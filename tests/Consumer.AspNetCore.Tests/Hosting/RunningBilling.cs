using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Testing;
using Xunit;

namespace Consumer.Tests.Hosting;

/// <summary>The service on a free loopback port, with a database of its own and a clock that tests move on.</summary>
public class RunningBilling : IAsyncLifetime
{
    /// <summary>The signing secret that the service is configured with.</summary>
    public const string Secret = "Q7f2KxW9mLp3TzRb";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consumer-");
    private readonly InjectedFailures _failures = new();
    private readonly DbDataSource _source;
    private readonly StoredRows _rows;
    private WebApplication? _app;
    private WebApplication? _replica;

    /// <summary>Makes a folder for its database; nothing runs yet.</summary>
    public RunningBilling()
    {
        _source = SqliteFactory.Instance.CreateDataSource(ConnectionString + ";Pooling=False");
        _rows = new StoredRows(_source);
    }

    /// <summary>The clock of the service; it starts at the present.</summary>
    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>Where the service listens now: on another port after a restart.</summary>
    public Uri Address => new(App.Urls.Single());

    /// <summary>The service as the contract sees it.</summary>
    public WebhookConsumer Consumer => new(WebhookAddress, Secret)
    {
        Handles = HandledEvents.All,
        Effects = FindEffectsAsync,
        State = (entity, id, _) => Task.FromResult<object?>(StoredEntities.Find(_rows, entity, id)),
        FailFor = _failures.FailForAsync,
        Clock = new VirtualClock(Time, Time.Advance),
        Restart = RestartAsync,
        Replica = _replica is null ? null : new Uri(new Uri(_replica.Urls.Single()), ConsumerApp.WebhookPath),
        SetSecrets = SetSecretsAsync,
    };

    /// <summary>The file that the service writes to.</summary>
    public string DatabasePath => Path.Combine(_folder.FullName, "billing.db");

    /// <summary>Whether a second service works on the same database.</summary>
    protected virtual bool HasReplica => false;

    internal IServiceProvider Services => App.Services;

    internal Gate Gate { get; } = new();

    private WebApplication App => _app ?? throw new InvalidOperationException("The service is not running.");

    private Uri WebhookAddress => new(Address, ConsumerApp.WebhookPath);

    private string ConnectionString => $"Data Source={DatabasePath};Default Timeout=4";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _app = await StartAsync();
        if (HasReplica)
            _replica ??= await StartAsync();
    }

    /// <summary>Stops the service, and starts it again on the same database.</summary>
    public Task<Uri> RestartAsync(CancellationToken cancellationToken) => RestartAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>The same, with the clock moved on in between.</summary>
    public async Task<Uri> RestartAsync(TimeSpan later, CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        Time.Advance(later);
        await InitializeAsync();
        return WebhookAddress;
    }

    /// <summary>Asks the database.</summary>
    internal T Ask<T>(Func<StoredRows, T> question) => question(_rows);

    /// <summary>Finds the applications of an event in the service's log.</summary>
    internal IReadOnlyList<AppliedRow> FindApplied(string eventName, string entityId) => _rows.FindApplied(eventName, entityId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync(CancellationToken.None);
        if (_replica is not null)
            await _replica.DisposeAsync();
        await _source.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<WebApplication> StartAsync()
    {
        var app = ConsumerApp.Build(
            ["--urls", "http://127.0.0.1:0", "--Partnero:Secret", Secret, "--ConnectionStrings:Billing", ConnectionString],
            ConfigureServices,
            webhooks => webhooks.Intercept<FailureOutsideInbox>().Intercept<GateOutsideInbox>());
        await app.StartAsync();
        return app;
    }

    private Task SetSecretsAsync(IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        foreach (var app in new[] { App, _replica })
        {
            if (app is null)
                continue;
            var taken = app.Services.GetRequiredService<IOptionsMonitor<PartneroWebhookOptions>>().CurrentValue.Secrets;
            taken.Clear();
            foreach (var secret in secrets)
                taken.Add(secret);
        }

        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is not { } app)
            return;
        _app = null;
        await app.StopAsync(cancellationToken);
        await app.DisposeAsync();
    }

    private void ConfigureServices(IServiceCollection services)
    {
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(_failures);
        services.AddSingleton(Gate);

        // In the inbox's transaction, since the service has registered its inbox before them.
        services.AddKeyedScoped<IWebhookInterceptor, GateInsideInbox>(Options.DefaultName);
        services.AddKeyedScoped<IWebhookInterceptor, FailureInsideInbox>(Options.DefaultName);
    }

    private Task<IReadOnlyList<WebhookEffect>> FindEffectsAsync(string eventName, string entityId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<WebhookEffect>>([.. FindApplied(eventName, entityId).Select(EffectFields.Of)]);
}
