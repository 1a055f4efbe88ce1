namespace Partnero.Contracts.Testing;

/// <summary>A clause was not exercised, or is waived: nothing is known of it. A test framework reports it as skipped.</summary>
internal sealed class ClauseNotExercisedException : ContractException
{
    internal ClauseNotExercisedException(ClauseReport report)
        : base($"{report.Clause.Id} {(report.Outcome == ClauseOutcome.Waived ? "is waived" : "was not exercised")}: {report.Reason}") => Report = report;

    /// <summary>What was found.</summary>
    public ClauseReport Report { get; }

    /// <inheritdoc/>
    public override bool MaySkip => true;
}
