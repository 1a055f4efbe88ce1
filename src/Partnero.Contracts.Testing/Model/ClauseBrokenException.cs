using Partnero.Contracts.Testing.Model;

namespace Partnero.Contracts.Testing;

/// <summary>A consumer breaks a clause.</summary>
public sealed class ClauseBrokenException : Exception
{
    internal ClauseBrokenException(ClauseReport report)
        : base(ReportText.Of(report)) => Report = report;

    /// <summary>What was found.</summary>
    public ClauseReport Report { get; }
}
