using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Tool;

/// <summary>What a report comes to. It is decided once, so that the last line and the exit code say the same.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Headline">How the last line begins.</param>
/// <param name="Remark">What the last line adds; null where there is nothing to add.</param>
/// <param name="Problem">Why the consumer could not be judged; null where it was.</param>
internal sealed record Verdict(int ExitCode, string Headline, string? Remark = null, string? Problem = null)
{
    private const string Unsaid = "Nothing can be said of the contract";

    public static Verdict Of(ContractReport report, bool isStrict)
    {
        if (report.IsSecretDoubtful)
        {
            return Unjudged(
                Unsaid,
                $"{report.Target} refuses every valid delivery. Either it has another signing secret than the one given here (--secret, PARTNERO_SECRET), or it is not the address of the webhook.");
        }

        if (report.IsAlwaysLater)
        {
            return Unjudged(
                Unsaid,
                $"{report.Target} asks to be tried later (429 or 503), each time that a valid delivery is sent. Have it take deliveries, without a rate limit or maintenance in front of it, and check again.");
        }

        if (IsUnexercised(report))
        {
            var reasons = report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.NotExercised).Select(clause => clause.Reason).Distinct();
            return Unjudged("Nothing was exercised", $"Nothing was exercised, so nothing is known of {report.Target}. {string.Join(' ', reasons)}");
        }

        if (!report.IsKept)
            return new Verdict(ExitCodes.Broken, "The contract is broken");
        if (report.CutShort is { } reason)
            return Unjudged("The run was cut short", $"The run was cut short, so the contract cannot be called kept. {reason}");
        return isStrict && report.Count(ClauseOutcome.Advised) > 0
            ? new Verdict(ExitCodes.Broken, "The contract is broken", "--strict takes advice for a failure.")
            : new Verdict(ExitCodes.Kept, "The contract is kept");
    }

    private static Verdict Unjudged(string headline, string problem) => new(ExitCodes.Usage, headline, Problem: problem);

    /// <summary>A waiver is a decision, not a want: where every clause is waived, that is as it was asked for.</summary>
    private static bool IsUnexercised(ContractReport report) =>
        report.Count(ClauseOutcome.NotExercised) > 0 && report.Clauses.All(clause => clause.Outcome is ClauseOutcome.NotExercised or ClauseOutcome.Waived);
}
