using Partnero.Contracts.Mutants;
using Xunit;

namespace ContractSuite;

/// <summary>A mutant, started for a class of tests.</summary>
public abstract class MutantApp(Mutant mutant) : IAsyncLifetime
{
    private RunningMutant? _running;

    public RunningMutant Running => _running ?? throw new InvalidOperationException("The mutant has not started.");

    public async ValueTask InitializeAsync() => _running = await RunningMutant.StartAsync(mutant);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_running is not null)
            await _running.DisposeAsync();
    }
}

public sealed class SoundApp() : MutantApp(Mutant.Sound);

public sealed class NoDedupeApp() : MutantApp(Mutant.Defective.Single(mutant => mutant.Name == "no-dedupe"));

/// <summary>The mutant that whoever runs the suite names.</summary>
public sealed class NamedApp() : MutantApp(All.Single(mutant => mutant.Name == Name))
{
    private const string Variable = "PARTNERO_MUTANT";

    private static string Name => Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"Name the mutant to check in {Variable}.");

    private static IEnumerable<Mutant> All => [Mutant.Sound, .. Mutant.Unusual, .. Mutant.Defective];
}
