using System.Reflection;
using System.Runtime.CompilerServices;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Xunit;

/// <summary>Runs a test method once for each clause of the webhook contract, as a case named by its clause.</summary>
/// <remarks>
/// The method takes a <see cref="WebhookClause"/> and returns the task of its <see cref="PartneroContract.VerifyAsync"/>.
/// A clause that needs what the consumer does not give, or is waived, is skipped with the reason; advice is a warning;
/// a case in which the clause was never verified fails. The last case, <c>VERDICT</c>, fails where nothing can be said of the consumer.
/// Each case has the traits <c>Clause</c> and <c>Group</c>, such as <c>IDEM-03</c> and <c>IDEM</c>, to be run alone by.
/// <code>
/// [PartneroWebhookContract]
/// public Task Billing_keeps_the_contract(WebhookClause clause) =>
///     clause.VerifyAsync(app.Consumer, TestContext.Current.CancellationToken);
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PartneroWebhookContractAttribute : TheoryAttribute, IDataAttribute, IBeforeAfterTestAttribute, ITestCaseOrdererAttribute
{
    /// <summary>Marks a method.</summary>
    /// <param name="sourceFilePath">Filled in by the compiler.</param>
    /// <param name="sourceLineNumber">Filled in by the compiler.</param>
    public PartneroWebhookContractAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => SkipExceptions = [typeof(ClauseNotExercisedException)];

    /// <summary>The ids of the only clauses to run, such as <c>IDEM-01</c>; all unless given.</summary>
    public string[]? Only { get; set; }

    /// <summary>A type that holds clauses of your own, in public static properties or fields: they are checked after those of the contract.</summary>
    public Type? Clauses { get; set; }

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
    Type ITestOrdererAttribute.OrdererType => typeof(ClauseOrderer);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        var all = ClauseSource.Distinct([.. PartneroContract.Clauses, .. Own()]);
        var clauses = Replay is { } token ? [WebhookClause.OfToken(token, all)]
            : Only is { Length: > 0 } ids ? ids.Select(id => ClauseSource.Find(all, id)) : all;
        return new([.. clauses.Append(WebhookClause.Verdict()).Select(clause => Row(testMethod, clause.Afresh()))]);
    }

    /// <summary>Each clause is a case of its own also in a list of tests, so that one alone can be run.</summary>
    public bool SupportsDiscoveryEnumeration() => true;

    /// <inheritdoc/>
    public void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (test.TestMethodArguments.OfType<WebhookClause>().FirstOrDefault() is { } clause)
            clause.Scope = VerifiedCases.Of(test.TestCase.TestMethod.UniqueID).Scope;
    }

    /// <summary>Fails a case that verified nothing: it would pass whatever the consumer does. Passes advice on to the test's warnings, and decides at the end.</summary>
    /// <exception cref="ContractException">The case verified nothing; or it is the last, and nothing can be said of the consumer.</exception>
    public void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(methodUnderTest);
        ArgumentNullException.ThrowIfNull(test);
        var clause = test.TestMethodArguments.OfType<WebhookClause>().FirstOrDefault()
            ?? throw new ContractNotVerifiedException($"{methodUnderTest.Name} must take the WebhookClause that it verifies.");
        if (!clause.WasVerified)
        {
            // A test that has failed before it verified anything says itself why.
            if (TestContext.Current.TestState?.Result == TestResult.Failed)
                return;
            throw new ContractNotVerifiedException($"{methodUnderTest.Name} never verified {clause}. Return or await clause.VerifyAsync(consumer, TestContext.Current.CancellationToken).");
        }

        var cases = VerifiedCases.Of(test.TestCase.TestMethod.UniqueID);
        if (clause.IsVerdict && cases.Remark() is { } remark)
            TestContext.Current.AddWarning(remark);
        if (clause.IsVerdict && cases.Decide() is { Kind: VerdictKind.Undecided } verdict)
            throw new ContractUndecidedException($"The contract is undecided: {verdict.Reason}");
        if (clause.Report is not { } report)
            return;
        cases.Add(report);
        if (report.Outcome == ClauseOutcome.Advised || report is { Outcome: ClauseOutcome.Passed, Reason: not null })
            TestContext.Current.AddWarning($"{clause.Id}: {report.Reason}");
    }

    private IReadOnlyList<WebhookClause> Own()
    {
        if (Clauses is null)
            return [];
        return ClauseSource.Of(Clauses) is { Count: > 0 } own
            ? own
            : throw new ArgumentException($"{Clauses} holds no clause. Give it a public static property or field with a WebhookClause, or with several.");
    }

    private static TheoryDataRow Row(MethodInfo testMethod, WebhookClause clause)
    {
        var row = new TheoryDataRow(clause) { TestDisplayName = $"{testMethod.Name} › {clause.Id} {clause.Title}", Label = "" };
        row.Traits["Clause"] = [clause.Id];
        row.Traits["Group"] = [clause.Group];
        return row;
    }
}
