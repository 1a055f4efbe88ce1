namespace Partnero.Contracts.Testing.Running;

/// <summary>How far a run is.</summary>
internal sealed record ClauseProgress
{
    internal ClauseProgress(WebhookClause clause, int done, int total, ClauseReport? report)
    {
        Clause = clause;
        Done = done;
        Total = total;
        Report = report;
    }

    /// <summary>The clause that is being checked, or was.</summary>
    public WebhookClause Clause { get; init; }

    /// <summary>How many clauses have been checked.</summary>
    public int Done { get; init; }

    /// <summary>How many there are.</summary>
    public int Total { get; init; }

    /// <summary>What was found; null while the clause is being checked.</summary>
    public ClauseReport? Report { get; init; }
}
