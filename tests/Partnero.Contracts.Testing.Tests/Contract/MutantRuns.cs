using System.Collections.Concurrent;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>Checks all consumers of the project, a few side by side: a run waits for much of its time.</summary>
internal static class MutantRuns
{
    private const int SideBySide = 6;

    private static readonly SemaphoreSlim Places = new(SideBySide);

    private static readonly Lazy<ConcurrentDictionary<string, Task<ContractReport>>> All = new(() =>
        new(Mutant.Unusual.Prepend(Mutant.Sound).Concat(Mutant.Defective).Select(mutant => KeyValuePair.Create(mutant.Name, Task.Run(() => RunAsync(mutant))))));

    /// <summary>The report of one of them.</summary>
    public static Task<ContractReport> OfAsync(Mutant mutant) => All.Value[mutant.Name];

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
            return await RunAsync(running);
        }
        finally
        {
            Places.Release();
        }
    }
}
