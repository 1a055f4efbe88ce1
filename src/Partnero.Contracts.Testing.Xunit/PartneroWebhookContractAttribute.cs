using System.Reflection;
using System.Runtime.CompilerServices;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Xunit;

/// <summary>Runs a test method once for each clause of the webhook contract, as a case named by its clause.</summary>
/// <remarks>
/// The method takes a <see cref="WebhookClause"/> and returns the task of its <see cref="WebhookClause.VerifyAsync"/>.
/// A clause that needs what the consumer does not give, or is waived, is skipped with the reason; advice is a warning;
/// a case in which the clause was never verified fails.
/// <code>
/// [PartneroWebhookContract]
/// public Task Billing_keeps_the_contract(WebhookClause clause) =>
///     clause.VerifyAsync(app.Consumer, TestContext.Current.CancellationToken);
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PartneroWebhookContractAttribute : TheoryAttribute, IDataAttribute, IBeforeAfterTestAttribute
{
    /// <summary>Marks a method.</summary>
    /// <param name="sourceFilePath">Filled in by the compiler.</param>
    /// <param name="sourceLineNumber">Filled in by the compiler.</param>
    public PartneroWebhookContractAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => SkipExceptions = [typeof(ClauseNotExercisedException)];

    /// <summary>The ids of the only clauses to run, such as <c>IDEM-01</c>; all where there are none.</summary>
    public string[]? Only { get; set; }

    /// <summary>The token of a failure: its clause alone is run, with the same bytes. The consumer must not have seen them before.</summary>
    public string? Replay { get; set; }

    /// <inheritdoc/>
    bool? IDataAttribute.Explicit => null;

    /// <inheritdoc/>
    bool IDataAttribute.DisableParallelization => false;

    /// <inheritdoc/>
    string? IDataAttribute.Label => "";

    /// <inheritdoc/>
    string? IDataAttribute.Skip => null;

    /// <inheritdoc/>
    Type? IDataAttribute.SkipType => null;

    /// <inheritdoc/>
    string? IDataAttribute.SkipUnless => null;

    /// <inheritdoc/>
    string? IDataAttribute.SkipWhen => null;

    /// <inheritdoc/>
    string? IDataAttribute.TestDisplayName => null;

    /// <inheritdoc/>
    int? IDataAttribute.Timeout => null;

    /// <inheritdoc/>
    string[]? IDataAttribute.Traits => null;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        var clauses = Replay is { } token ? [PartneroContract.Replay(token)]
            : Only is { Length: > 0 } ids ? ids.Select(PartneroContract.Find) : PartneroContract.Clauses;
        return new([.. clauses.Select(clause => new TheoryDataRow(VerifiedClauses.Watch(clause))
        {
            TestDisplayName = $"{testMethod.Name} › {clause}",
            Label = "",
        })]);
    }

    /// <summary>Clauses are listed when the tests run: they are no values that a list of tests could hold.</summary>
    public bool SupportsDiscoveryEnumeration() => false;

    /// <inheritdoc/>
    public void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
    }

    /// <summary>Fails a case that verified nothing: it would pass whatever the consumer does.</summary>
    public void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(methodUnderTest);
        ArgumentNullException.ThrowIfNull(test);
        var clause = test.TestMethodArguments.OfType<WebhookClause>().FirstOrDefault()
            ?? throw new ContractNotVerifiedException($"{methodUnderTest.Name} must take the WebhookClause that it verifies.");
        if (!VerifiedClauses.Contains(clause))
            throw new ContractNotVerifiedException($"{methodUnderTest.Name} never verified {clause}. Return or await clause.VerifyAsync(consumer, TestContext.Current.CancellationToken).");
    }
}
