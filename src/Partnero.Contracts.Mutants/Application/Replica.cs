using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>What the replicas of a mutant share.</summary>
internal sealed record ReplicaParts(SteppedTime Time, FailurePoints Failures, SigningSecrets Secrets, Database Database);

/// <summary>One of the processes that a mutant would be in production: a web application of its own, on a port of its own.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MutantBuilder _parts;

    private Replica(WebApplication app, MutantBuilder parts)
    {
        _app = app;
        _parts = parts;
    }

    /// <summary>Where it receives webhooks.</summary>
    public Uri Address => new(new Uri(_app.Urls.First()), MutantBuilder.Path);

    /// <param name="mutant">What it is.</param>
    /// <param name="number">Which of the mutant's replicas it is.</param>
    /// <param name="port">Where it listens; 0 for any free port.</param>
    /// <param name="shared">What it shares with the other.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Replica> StartAsync(Mutant mutant, int number, int port, ReplicaParts shared, CancellationToken cancellationToken)
    {
        // Nothing is configured by files, and so none are watched.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(shared.Time);
        builder.Services.AddSingleton(shared.Failures);
        builder.Services.AddSingleton(shared.Database);
        builder.Services.AddScoped<DatabaseSession>();
        builder.Services.AddScoped<Inbox>();
        builder.Services.AddSingleton<StateHabits>();
        builder.Services.AddScoped<EntityStates>();
        var parts = new MutantBuilder(builder.Services, shared.Secrets, number);
        mutant.Build(parts);

        var app = builder.Build();
        try
        {
            parts.ApplyTo(app);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new Replica(app, parts);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes the secrets that hold now.</summary>
    public void FollowSecrets() => _parts.FollowSecrets(_app.Services);

    /// <summary>What is stored of an entity.</summary>
    public async Task<object?> FindStateAsync(string entity, string id)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<EntityStates>().Find(entity, id);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
