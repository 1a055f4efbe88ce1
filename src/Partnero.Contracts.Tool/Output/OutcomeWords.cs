using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Outcomes as they are shown.</summary>
internal static class OutcomeWords
{
    public static string Of(ClauseOutcome outcome) => outcome switch
    {
        ClauseOutcome.Passed => "passed",
        ClauseOutcome.Failed => "failed",
        ClauseOutcome.Advised => "advised",
        ClauseOutcome.NotExercised => "not exercised",
        _ => "waived",
    };
}
