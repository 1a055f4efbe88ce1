using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants;

/// <summary>A mutant that listens on free ports of the loopback address, with a database in a folder of its own that goes with it, and a replica beside it.</summary>
public sealed class RunningMutant : IAsyncDisposable
{
    private readonly Mutant _mutant;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("partnero-mutant-");
    private readonly SteppedTime _time = new();
    private readonly FailurePoints _failures = new();
    private readonly SigningSecrets _secrets = new(Secret);
    private readonly Database _database;
    private Replica? _first;
    private Replica? _other;

    private const string Secret = "Q7f2KxW9mLp3TzRb";

    private RunningMutant(Mutant mutant)
    {
        _mutant = mutant;
        _database = new Database(Path.Combine(_folder.FullName, "mutant.db"));
    }

    /// <summary>The mutant as the contract sees it.</summary>
    public WebhookConsumer Consumer => new(_first!.Address, Secret)
    {
        Handles = _mutant.Handles,

        // Asked again each time: after a restart another application answers.
        Effects = FindEffectsAsync,
        State = (entity, id, _) => _first.FindStateAsync(entity, id),
        FailFor = _failures.FailAsync,
        Clock = new VirtualClock(_time, _time.Advance),
        Restart = RestartAsync,
        Replica = _other!.Address,
        SetSecrets = SetSecretsAsync,
        EffectTimeout = _mutant.EffectTimeout,
        AnswerTimeout = _mutant.AnswerTimeout,
    };

    /// <summary>Starts a mutant.</summary>
    public static async Task<RunningMutant> StartAsync(Mutant mutant, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        var running = new RunningMutant(mutant);
        try
        {
            running._database.Create();
            running._first = await running.StartAsync(0, 0, cancellationToken).ConfigureAwait(false);
            running._other = await running.StartAsync(1, 0, cancellationToken).ConfigureAwait(false);
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
        if (_first is not null)
            await _first.DisposeAsync().ConfigureAwait(false);
        if (_other is not null)
            await _other.DisposeAsync().ConfigureAwait(false);
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<Replica> StartAsync(int number, int port, CancellationToken cancellationToken) =>
        Replica.StartAsync(_mutant, number, port, new ReplicaParts(_time, _failures, _secrets, _database), cancellationToken);

    private async Task<Uri> RestartAsync(CancellationToken cancellationToken)
    {
        // After a restart it listens where it did before, as a process does that is started again.
        var port = _first!.Address.Port;
        await _first.DisposeAsync().ConfigureAwait(false);
        _first = await StartAsync(0, port, cancellationToken).ConfigureAwait(false);
        return _first.Address;
    }

    private Task SetSecretsAsync(IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        _secrets.Set(secrets);
        _first!.FollowSecrets();
        _other!.FollowSecrets();
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<WebhookEffect>> FindEffectsAsync(string eventName, string entityId, CancellationToken cancellationToken)
    {
        using var session = new DatabaseSession(_database);
        return Task.FromResult(session.Find(eventName, entityId));
    }
}
