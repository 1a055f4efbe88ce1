using System.Globalization;
using Partnero.Contracts.Testing.Model;

namespace Partnero.Contracts.Testing;

/// <summary>What a run comes to.</summary>
public sealed record ContractVerdict
{
    private ContractVerdict(VerdictKind kind, string reason, IReadOnlyList<string> exercised)
    {
        Kind = kind;
        Reason = reason;
        Exercised = exercised;
    }

    /// <summary>Whether clauses were exercised, and the consumer broke none that it must keep.</summary>
    public bool IsKept => Kind == VerdictKind.Kept;

    /// <summary>Whether the consumer broke a clause that it must keep.</summary>
    public bool IsBroken => Kind == VerdictKind.Broken;

    /// <summary>Whether not enough was exercised to say either. It does not count as kept.</summary>
    public bool IsUndecided => Kind == VerdictKind.Undecided;

    /// <summary>Kept, broken, or undecided.</summary>
    internal VerdictKind Kind { get; }

    /// <summary>Why, in a sentence or several.</summary>
    public string Reason { get; }

    /// <summary>The ids of the clauses that were exercised: those that passed, failed or advise.</summary>
    public IReadOnlyList<string> Exercised { get; }

    /// <summary>The verdict in a line.</summary>
    public override string ToString() => $"{Kind}: {Reason}";

    /// <summary>The verdict on clauses that were verified one by one.</summary>
    internal static ContractVerdict Of(IReadOnlyList<ClauseReport> clauses) => Of(
        new ContractReport(new Uri("about:blank"), 0, clauses)
        {
            Doubt = clauses.Select(clause => clause.Doubt).FirstOrDefault(doubt => doubt is not null),
            CutShort = clauses.Select(clause => clause.CutShort).FirstOrDefault(reason => reason is not null),
        },
        isStrict: false);

    internal static ContractVerdict Of(ContractReport report, bool isStrict)
    {
        var exercised = report.Clauses.Where(clause => clause.Outcome is ClauseOutcome.Passed or ClauseOutcome.Failed or ClauseOutcome.Advised).ToList();
        var (kind, reason) = Decide(report, exercised, isStrict);
        return new ContractVerdict(kind, reason, [.. exercised.Select(clause => clause.Clause.Id)]);
    }

    private static (VerdictKind Kind, string Reason) Decide(ContractReport report, List<ClauseReport> exercised, bool isStrict)
    {
        // First of all, whether the consumer that answered is the one that is meant.
        if (report.Doubt is { } doubt)
            return (VerdictKind.Undecided, doubt);
        var broken = exercised.Where(clause => clause.Outcome == ClauseOutcome.Failed || (isStrict && clause.Outcome == ClauseOutcome.Advised)).ToList();
        if (broken.Count > 0)
            return (VerdictKind.Broken, $"{Ids(broken)} {(broken.Count == 1 ? "is" : "are")} broken{(broken.Exists(clause => clause.Outcome == ClauseOutcome.Advised) ? "; advice is taken for a failure" : "")}.");
        if (report.CutShort is { } reason)
            return (VerdictKind.Undecided, $"The run was cut short. {reason}");
        var blocked = report.Clauses.Where(clause => clause.IsBlocked).ToList();
        if (blocked.Count > 0)
            return (VerdictKind.Undecided, $"{Ids(blocked)} could not be exercised: {blocked[0].Reason}");
        if (exercised.Count == 0)
            return (VerdictKind.Undecided, Nothing(report));
        var leftOut = report.Clauses.Where(clause => clause.IsLeftOut && !clause.Clause.IsAdvice).ToList();
        if (leftOut.Count > 0)
            return (VerdictKind.Undecided, $"What was exercised is kept, and there was no time for {Ids(leftOut)}, which must be kept too. Let the run take longer (ContractRunner.Budget), and do not have it end with its time (ContractRunner.EndsWithBudget).");
        return (VerdictKind.Kept, string.Create(CultureInfo.InvariantCulture, $"{exercised.Count} of {report.Clauses.Count} clauses were exercised, and none is broken."));
    }

    private static string Nothing(ContractReport report)
    {
        var reasons = report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.NotExercised).Select(clause => clause.Reason).Distinct();
        var waived = report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Waived).ToList();
        return string.Join(' ', [
            "No clause was exercised, so nothing is known of the consumer.",
            .. reasons,
            .. waived.Count > 0 ? [$"{Ids(waived)} {(waived.Count == 1 ? "is" : "are")} waived."] : Array.Empty<string>(),
        ]);
    }

    private static string Ids(List<ClauseReport> clauses) => string.Join(", ", clauses.Select(clause => clause.Clause.Id));
}
