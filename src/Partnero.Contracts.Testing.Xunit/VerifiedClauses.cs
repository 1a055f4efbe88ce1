using System.Runtime.CompilerServices;
using Xunit;

namespace Partnero.Contracts.Testing.Xunit;

/// <summary>Remembers which clauses were verified, and passes their advice on to the test's warnings.</summary>
internal static class VerifiedClauses
{
    private static readonly ConditionalWeakTable<WebhookClause, StrongBox<bool>> Watched = [];

    public static WebhookClause Watch(WebhookClause clause)
    {
        var verified = new StrongBox<bool>();
        var watched = clause.ReportingTo(report =>
        {
            verified.Value = true;
            if (report.Outcome == ClauseOutcome.Advised)
                TestContext.Current.AddWarning($"{clause}: {report.Reason}");
        });
        Watched.Add(watched, verified);
        return watched;
    }

    public static bool Contains(WebhookClause clause) => Watched.TryGetValue(clause, out var verified) && verified.Value;
}
