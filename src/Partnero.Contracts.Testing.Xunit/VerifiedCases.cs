using System.Collections.Concurrent;
using Partnero.Contracts.Testing.Capabilities;
using Xunit;

namespace Partnero.Contracts.Testing.Xunit;

/// <summary>Remembers what the cases of a test method found, until the last of them decides; and what they know of its consumers.</summary>
/// <remarks>It lives in the storage of the test run, and as long as it.</remarks>
internal sealed class VerifiedCases
{
    private readonly ConcurrentQueue<ClauseReport> _reports = new();

    private VerifiedCases()
    {
    }

    /// <summary>Where the baselines of the method's consumers are.</summary>
    public BaselineScope Scope { get; } = new();

    /// <summary>The cases of a test method, by its unique id.</summary>
    public static VerifiedCases Of(string method) =>
        (VerifiedCases)TestContext.Current.KeyValueStorage.GetOrAdd($"{typeof(VerifiedCases).FullName}/{method}", _ => new VerifiedCases())!;

    public void Add(ClauseReport report) => _reports.Enqueue(report);

    /// <summary>The verdict on all cases that have run.</summary>
    public ContractVerdict Decide() => ContractVerdict.Of([.. _reports]);

    /// <summary>What is to be said of a method whose cases each made another consumer; null where there is nothing.</summary>
    public string? Remark() => _reports.Count > 3 && Scope.Count >= _reports.Count
        ? $"Each of {_reports.Count} cases made a WebhookConsumer of another process, or with other probes, so the first deliveries were sent {Scope.Count} times. Where it is the same consumer, hold it in the fixture, or hold a ConsumerBaseline there and set WebhookConsumer.Baseline."
        : null;
}
