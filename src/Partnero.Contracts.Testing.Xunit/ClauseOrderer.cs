using Xunit.Sdk;
using Xunit.v3;

namespace Partnero.Contracts.Testing.Xunit;

/// <summary>Runs the cases of a contract in its order: those that find out what others build on come first, the verdict last.</summary>
internal sealed class ClauseOrderer : ITestCaseOrderer
{
    private static readonly Dictionary<string, int> Places = PartneroContract.Clauses.Index().ToDictionary(clause => clause.Item.Id, clause => clause.Index);

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => [.. testCases.OrderBy(Place)];

    private static int Place<TTestCase>(TTestCase testCase)
        where TTestCase : notnull, ITestCase =>
        testCase is XunitTestCase { TestMethodArguments: [WebhookClause clause, ..] } ? clause.IsVerdict ? int.MaxValue : Places.GetValueOrDefault(clause.Id, int.MaxValue - 1) : -1;
}
