namespace Partnero.Contracts.Testing;

/// <summary>The outcomes of a whole run.</summary>
/// <param name="Target">The consumer's address.</param>
/// <param name="Seed">What the deliveries were drawn from.</param>
/// <param name="Clauses">A report for each clause, in order.</param>
public sealed record ContractReport(Uri Target, ulong Seed, IReadOnlyList<ClauseReport> Clauses)
{
    /// <summary>The consumer's address, without its password if it has one.</summary>
    public Uri Target { get; init; } = Reporting.MaskedAddress.Of(Target);

    /// <summary>How long the run took, from its first delivery to its last look at effects.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether every valid delivery was refused, so that the consumer seems to have another secret, or to be another program.</summary>
    public bool IsSecretDoubtful { get; init; }

    /// <summary>Whether every valid delivery was answered with 429 or 503, each time it was tried, so that nothing was judged.</summary>
    public bool IsAlwaysLater { get; init; }

    /// <summary>Why the run stopped to exercise clauses before its end, in a sentence; null where it did not.</summary>
    public string? CutShort { get; init; }

    /// <summary>Whether no clause failed. Advice does not break a contract.</summary>
    public bool IsKept => Count(ClauseOutcome.Failed) == 0;

    /// <summary>How many clauses had an outcome.</summary>
    public int Count(ClauseOutcome outcome) => Clauses.Count(report => report.Outcome == outcome);
}
