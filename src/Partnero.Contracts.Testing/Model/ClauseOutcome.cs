namespace Partnero.Contracts.Testing;

/// <summary>What a clause found.</summary>
public enum ClauseOutcome
{
    /// <summary>The consumer keeps the clause.</summary>
    Passed,

    /// <summary>The consumer breaks a clause that it must keep.</summary>
    Failed,

    /// <summary>The consumer does not follow advice.</summary>
    Advised,

    /// <summary>The consumer did not give what the clause needs, so nothing is known.</summary>
    NotExercised,

    /// <summary>The consumer is excused from the clause, for a reason that is reported.</summary>
    Waived,
}
