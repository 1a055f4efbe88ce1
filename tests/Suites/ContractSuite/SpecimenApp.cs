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
