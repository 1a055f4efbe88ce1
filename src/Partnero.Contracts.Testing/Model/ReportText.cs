using System.Text;

namespace Partnero.Contracts.Testing.Model;

/// <summary>Writes the report of one clause as text, for a test framework's failure message.</summary>
internal static class ReportText
{
    public static string Of(ClauseReport report)
    {
        var text = new StringBuilder();
        text.AppendLine($"{report.Clause.Id} broken: the consumer {Negate(report.Clause)}");
        if (report.Reproduction is { } reproduction)
        {
            text.AppendLine($"  sent      {reproduction.Sent.ReplaceLineEndings("\n            ")}");
            text.AppendLine($"  expected  {reproduction.Expected}");
            text.AppendLine($"  actual    {reproduction.Actual}");
        }
        else
        {
            text.AppendLine($"  {report.Reason}");
        }

        Line(text, "why", report.Why);

        // Where something else is the cause, what the clause is about only leads astray.
        if (report.Remedy == report.Clause.Remedy)
            Line(text, "source", report.Clause.Source);

        Line(text, "fix", report.Remedy);
        Line(text, "page", report.Clause.Page?.AbsoluteUri);
        if (report.Reproduction is { } sent)
            text.AppendLine("  curl      " + sent.Curl);
        if (report.Replay is { } token)
            text.AppendLine("  replay    " + token);
        if (report.Log is { } log)
            text.AppendLine("  logged").AppendLine("    " + log.ReplaceLineEndings("\n    "));
        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        // A clause of one's own need not say all of it.
        if (!string.IsNullOrEmpty(value))
            text.AppendLine($"  {name,-8}  {value}");
    }

    private static string Negate(WebhookClause clause) => $"does not keep \"{clause.Title}\"";
}
