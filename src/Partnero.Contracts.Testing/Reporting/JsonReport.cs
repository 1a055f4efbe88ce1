using System.Text;
using System.Text.Json;

namespace Partnero.Contracts.Testing.Reporting;

/// <summary>Writes a report as JSON, for other programs.</summary>
internal static class JsonReport
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where it goes.</param>
    /// <remarks>
    /// <c>{"target", "seed", "verdict": {"kind", "reason", "exercised"}, "leftOut", "withoutEffect",
    /// "summary": {"passed", "failed", "advised", "notExercised", "waived"},
    /// "clauses": [{"id", "title", "level", "outcome", "reason", "durationMs", "why", "remedy", "page", "replay", "reproduction"}]}</c>.
    /// A reproduction is null, or
    /// <c>{"sent", "expected", "actual", "body", "bodyBase64", "curl"}</c>.
    /// </remarks>
    public static void Write(ContractReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("target", report.Target.ToString());
        json.WriteNumber("seed", report.Seed);
        json.WriteStartObject("verdict");
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(report.Verdict.Kind.ToString()));
        json.WriteString("reason", report.Verdict.Reason);
        WriteList(json, "exercised", report.Verdict.Exercised);
        json.WriteEndObject();
        json.WriteString("leftOut", report.LeftOut);
        WriteList(json, "withoutEffect", report.WithoutEffect);
        json.WriteStartObject("summary");
        foreach (var outcome in Enum.GetValues<ClauseOutcome>())
            json.WriteNumber(Name(outcome), report.Count(outcome));
        json.WriteEndObject();
        json.WriteStartArray("clauses");
        foreach (var clause in report.Clauses)
            Write(json, clause);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ClauseReport report)
    {
        json.WriteStartObject();
        json.WriteString("id", report.Clause.Id);
        json.WriteString("title", report.Clause.Title);
        json.WriteString("level", report.Clause.IsAdvice ? "should" : "must");
        json.WriteString("outcome", Name(report.Outcome));
        json.WriteString("reason", report.Reason);
        json.WriteNumber("durationMs", Math.Round(report.Duration.TotalMilliseconds, 1));
        json.WriteString("why", report.Why);
        json.WriteString("remedy", report.Remedy);
        json.WriteString("page", report.Clause.Page?.AbsoluteUri);
        json.WriteString("replay", report.Replay);
        if (report.Reproduction is { } reproduction)
        {
            json.WriteStartObject("reproduction");
            json.WriteString("sent", reproduction.Sent);
            json.WriteString("expected", reproduction.Expected);
            json.WriteString("actual", reproduction.Actual);
            json.WriteString("body", Encoding.UTF8.GetString(reproduction.Body.Span));
            json.WriteBase64String("bodyBase64", reproduction.Body.Span);
            json.WriteString("curl", reproduction.Curl);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("reproduction");
        }

        json.WriteEndObject();
    }

    private static string Name(ClauseOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
