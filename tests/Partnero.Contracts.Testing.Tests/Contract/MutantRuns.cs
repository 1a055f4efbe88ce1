using System.Collections.Concurrent;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>Checks all consumers of this repository, a few side by side: a run waits for much of its time.</summary>
internal static class MutantRuns
{
    private const int SideBySide = 4;

    private static readonly SemaphoreSlim Places = new(SideBySide);

    private static readonly Lazy<ConcurrentDictionary<string, Task<ContractReport>>> All = new(() =>
        new(Mutant.Unusual.Concat(Mutant.Defective).Select(mutant => KeyValuePair.Create(mutant.Name, Task.Run(() => RunAsync(mutant))))));

    private static readonly Lazy<IReadOnlyList<Task<ContractReport>>> Sound = new(() => [.. Enumerable.Range(0, SoundRuns).Select(_ => Task.Run(() => RunAsync(Mutant.Sound)))]);

    /// <summary>How often the sound consumer is checked, each time with a fresh seed.</summary>
    public const int SoundRuns = 10;

    /// <summary>The report of one of them.</summary>
    public static Task<ContractReport> OfAsync(Mutant mutant) => All.Value[mutant.Name];

    /// <summary>A report of the sound consumer, while others are checked beside it.</summary>
    public static Task<ContractReport> OfSoundAsync(int run)
    {
        _ = All.Value;
        return Sound.Value[run];
    }

    /// <summary>How short a history is that shows a defect is not what is looked at here.</summary>
    private static readonly HistoryLimits Limits = HistoryLimits.Default with { Smaller = TimeSpan.FromMilliseconds(200) };

    /// <summary>Checks one as the tool does, its clauses side by side.</summary>
    public static Task<ContractReport> RunAsync(RunningMutant running, IReadOnlyList<WebhookClause>? clauses = null) =>
        new ContractRunner(running.Consumer) { Connections = 8, HistoryLimits = Limits }.RunAsync(clauses);

    private static async Task<ContractReport> RunAsync(Mutant mutant)
    {
        await Places.WaitAsync();
        try
        {
            await using var running = await RunningMutant.StartAsync(mutant);
            return await RunAsync(running, KillMatrix.ClausesOf(mutant));
        }
        finally
        {
            Places.Release();
        }
    }
}
