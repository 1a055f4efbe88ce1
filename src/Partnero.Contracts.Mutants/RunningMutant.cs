using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants;

/// <summary>A mutant that listens on a free port of the loopback address, with its database in a folder of its own that goes with it.</summary>
public sealed class RunningMutant : IAsyncDisposable
{
    private const string Secret = "Q7f2KxW9mLp3TzRb";

    private readonly Mutant _mutant;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("partnero-mutant-");
    private readonly SteppedTime _time = new();
    private readonly FailurePoints _failures = new();
    private WebApplication? _app;
    private int _port;

    private RunningMutant(Mutant mutant) => _mutant = mutant;

    /// <summary>The mutant as the contract sees it.</summary>
    public WebhookConsumer Consumer => new(Address, Secret)
    {
        Handles = _mutant.Handles,

        // Asked again each time: after a restart another application answers.
        Effects = FindEffectsAsync,
        State = FindStateAsync,
        FailFor = _failures.FailAsync,
        Clock = new VirtualClock(_time, _time.Advance),
        Restart = RestartAsync,
        EffectTimeout = _mutant.EffectTimeout,
        AnswerTimeout = _mutant.AnswerTimeout,
    };

    private Uri Address => new(new Uri(_app!.Urls.First()), MutantBuilder.Path);

    /// <summary>Starts a mutant.</summary>
    public static async Task<RunningMutant> StartAsync(Mutant mutant, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        var running = new RunningMutant(mutant);
        try
        {
            await running.StartAsync(cancellationToken).ConfigureAwait(false);
            return running;
        }
        catch
        {
            await running.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the mutant and removes its database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync().ConfigureAwait(false);
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        // Nothing is configured by files, and so none are watched.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        // After a restart it listens where it did before, as a process does that is started again.
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton(_failures);
        builder.Services.AddSingleton(_ => new Database(System.IO.Path.Combine(_folder.FullName, "mutant.db")));
        builder.Services.AddScoped<DatabaseSession>();
        builder.Services.AddScoped<Inbox>();
        builder.Services.AddSingleton<StateHabits>();
        builder.Services.AddScoped<EntityStates>();
        var parts = new MutantBuilder(builder.Services, Secret);
        _mutant.Build(parts);

        _app = builder.Build();
        _app.Services.GetRequiredService<Database>().Create();
        parts.ApplyTo(_app);
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        _port = Address.Port;
    }

    private async Task<Uri> RestartAsync(CancellationToken cancellationToken)
    {
        await _app!.DisposeAsync().ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        return Address;
    }

    private Task<IReadOnlyList<WebhookEffect>> FindEffectsAsync(string eventName, string entityId, CancellationToken cancellationToken)
    {
        using var session = new DatabaseSession(_app!.Services.GetRequiredService<Database>());
        return Task.FromResult(session.Find(eventName, entityId));
    }

    private async Task<object?> FindStateAsync(string entity, string id, CancellationToken cancellationToken)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<EntityStates>().Find(entity, id);
    }
}
