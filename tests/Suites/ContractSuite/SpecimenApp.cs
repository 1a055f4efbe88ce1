using Partnero.Contracts.Specimens;
using Xunit;

namespace ContractSuite;

/// <summary>A specimen, started for a class of tests.</summary>
public abstract class SpecimenApp(Specimen specimen) : IAsyncLifetime
{
    private RunningSpecimen? _running;

    public RunningSpecimen Running => _running ?? throw new InvalidOperationException("The specimen has not started.");

    public async ValueTask InitializeAsync() => _running = await RunningSpecimen.StartAsync(specimen);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_running is not null)
            await _running.DisposeAsync();
    }
}

public sealed class SoundApp() : SpecimenApp(Specimen.Sound);

public sealed class NoDedupeApp() : SpecimenApp(Specimen.Defective.Single(specimen => specimen.Name == "no-dedupe"));

/// <summary>The specimen that whoever runs the suite names.</summary>
public sealed class NamedApp() : SpecimenApp(All.Single(specimen => specimen.Name == Name))
{
    private const string Variable = "PARTNERO_SPECIMEN";

    private static string Name => Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"Name the specimen to check in {Variable}.");

    private static IEnumerable<Specimen> All => [Specimen.Sound, .. Specimen.Unusual, .. Specimen.Defective];
}
