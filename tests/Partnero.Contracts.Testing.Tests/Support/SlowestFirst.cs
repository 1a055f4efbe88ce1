using Partnero.Contracts.Testing.Tests.Contract;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SlowestFirst))]

namespace Partnero.Contracts.Testing.Tests.Support;

/// <summary>The kill matrix waits for much of its time: all others run meanwhile.</summary>
public sealed class SlowestFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName.Contains(nameof(KillMatrixTests), StringComparison.Ordinal))];
}
