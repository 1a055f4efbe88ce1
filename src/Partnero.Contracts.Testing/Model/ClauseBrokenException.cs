using Partnero.Contracts.Testing.Model;

namespace Partnero.Contracts.Testing;

/// <summary>A consumer breaks a clause.</summary>
internal sealed class ClauseBrokenException : ContractException
{
    internal ClauseBrokenException(ClauseReport report)
        : base(ReportText.Of(report)) => Report = report;

    /// <summary>What was found.</summary>
    public ClauseReport Report { get; }

    /// <inheritdoc/>
    public override bool IsBroken => true;
}
