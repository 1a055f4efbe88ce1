using System.Diagnostics;
using System.Security.Cryptography;
using Partnero.Contracts.Testing.Fixtures;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing;

/// <summary>Checks a consumer against the contract.</summary>
public sealed class ContractRunner
{
    /// <summary>A shorter secret, such as "s", stands in every sentence.</summary>
    private const int ShortestToldApart = 4;

    private readonly WebhookConsumer _consumer;

    /// <summary>Creates a runner for one consumer.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="seed">What the deliveries are drawn from; random unless given. Ids are new in every run.</param>
    public ContractRunner(WebhookConsumer consumer, ulong? seed = null)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        _consumer = consumer;
        Seed = seed ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
    }

    /// <summary>What the deliveries are drawn from.</summary>
    public ulong Seed { get; }

    /// <summary>Checks all clauses, or some, one after the other.</summary>
    /// <param name="clauses">The clauses; all of <see cref="PartneroContract.Clauses"/> where there are none.</param>
    /// <param name="progress">Told of each clause before it is checked and after.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="ConsumerUnreachableException">Nothing listens at the consumer's address.</exception>
    public async Task<ContractReport> RunAsync(
        IReadOnlyList<WebhookClause>? clauses = null, IProgress<ClauseProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        clauses ??= PartneroContract.Clauses;
        var clock = Stopwatch.StartNew();
        using var session = new ConsumerSession(_consumer, Seed);
        var control = await session.FindControlAsync(cancellationToken).ConfigureAwait(false);
        var reports = new List<ClauseReport>();
        foreach (var clause in clauses)
        {
            progress?.Report(new ClauseProgress(clause, reports.Count, clauses.Count, null));
            reports.Add(await CheckAsync(clause, session.Run(control), cancellationToken).ConfigureAwait(false));
            progress?.Report(new ClauseProgress(clause, reports.Count, clauses.Count, reports[^1]));
        }

        return new ContractReport(_consumer.Address, Seed, reports) { IsSecretDoubtful = control.IsSecretDoubtful, Duration = clock.Elapsed };
    }

    /// <summary>Checks one clause. What valid deliveries show of a consumer is found out once and remembered.</summary>
    internal async Task<ClauseReport> RunAsync(WebhookClause clause, CancellationToken cancellationToken)
    {
        using var session = new ConsumerSession(_consumer, Seed);
        var control = await ControlCache.FindAsync(_consumer, session, cancellationToken).ConfigureAwait(false);
        return await CheckAsync(clause, session.Run(control), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ClauseReport> CheckAsync(WebhookClause clause, ClauseRun run, CancellationToken cancellationToken)
    {
        if (_consumer.Waived.TryGetValue(clause.Id, out var waiver))
            return new ClauseReport(clause, ClauseOutcome.Waived, waiver, TimeSpan.Zero, null);

        var clock = Stopwatch.StartNew();
        ClauseFinding finding;
        try
        {
            finding = Preconditions.Find(clause, run) ?? await clause.Check(run, cancellationToken).ConfigureAwait(false);
        }
        catch (ConsumerUnreachableException fault)
        {
            // It was there at the start of the run, so a delivery of this clause, or one before it, brought it down.
            finding = ClauseFinding.Gone(fault.Message);
        }

        return new ClauseReport(
            clause,
            Outcome(clause, finding),
            finding.Reason is null ? null : Redact(finding.Reason),
            clock.Elapsed,
            finding.Delivery is null ? null : Reproduction.Of(run.Address, finding.Delivery, finding.Expected!, Redact(finding.Actual!)));
    }

    /// <summary>A consumer's own words, such as an exception or the target of a redirect, may hold its secret.</summary>
    private string Redact(string text) =>
        _consumer.Secret.Length >= ShortestToldApart ? text.Replace(_consumer.Secret, "***", StringComparison.Ordinal) : text;

    private static ClauseOutcome Outcome(WebhookClause clause, ClauseFinding finding) => finding.Kind switch
    {
        FindingKind.Kept => ClauseOutcome.Passed,
        FindingKind.NotExercised => ClauseOutcome.NotExercised,
        _ => clause.Level == ClauseLevel.Must ? ClauseOutcome.Failed : ClauseOutcome.Advised,
    };
}

/// <summary>How far a run is.</summary>
/// <param name="Clause">The clause that is being checked, or was.</param>
/// <param name="Done">How many clauses have been checked.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Report">What was found; null while the clause is being checked.</param>
public sealed record ClauseProgress(WebhookClause Clause, int Done, int Total, ClauseReport? Report);
