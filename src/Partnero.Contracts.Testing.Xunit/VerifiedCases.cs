using System.Collections.Concurrent;

namespace Partnero.Contracts.Testing.Xunit;

/// <summary>Remembers what the cases of each test method found, until the last of them decides.</summary>
internal static class VerifiedCases
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<ClauseReport>> Reports = new();

    public static void Add(string method, ClauseReport report) => Reports.GetOrAdd(method, _ => new ConcurrentQueue<ClauseReport>()).Enqueue(report);

    /// <summary>The verdict on all cases of a method that have run.</summary>
    public static ContractVerdict Decide(string method) => ContractVerdict.Of([.. Reports.GetValueOrDefault(method, [])]);
}
