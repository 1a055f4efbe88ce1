using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Text;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Shows a report: the table of clauses, how to see what is broken again, and the verdict.</summary>
internal static class ContractView
{
    public static void Write(ContractReport report, ContractVerdict verdict, bool isStrict, Presentation presentation)
    {
        if (!presentation.IsQuiet)
            ClauseTable.Write(report);
        foreach (var clause in report.BrokenByCause.Where(clause => clause.Outcome == ClauseOutcome.Failed || isStrict || !presentation.IsQuiet))
            Explain(clause, presentation);
        if (!presentation.IsQuiet)
            WriteReasons(report);
        else if (!isStrict && report.Count(ClauseOutcome.Advised) > 0)
            WriteAdvice(report);
        if (report.LeftOut is { } leftOut)
        {
            AnsiConsole.WriteLine();
            AnsiConsole.MarkupLine("[bold]Left out[/]");
            Line("reason", leftOut);
        }

        Conclude(report, verdict);
    }

    /// <summary>Many clauses may need one thing that is not given: it is said once.</summary>
    private static void WriteReasons(ContractReport report)
    {
        foreach (var reason in report.Clauses.Where(clause => clause.Outcome is ClauseOutcome.NotExercised or ClauseOutcome.Waived).GroupBy(clause => (clause.Outcome, clause.Reason)))
        {
            AnsiConsole.WriteLine();
            AnsiConsole.MarkupLineInterpolated($"[bold]{(reason.Key.Outcome == ClauseOutcome.Waived ? "Waived" : "Not exercised")}: {string.Join(", ", reason.Select(clause => clause.Clause.Id))}[/]");
            Line("reason", reason.Key.Reason ?? "");
        }

        foreach (var clause in report.Clauses.Where(clause => clause is { Outcome: ClauseOutcome.Passed, Reason: not null }))
        {
            AnsiConsole.WriteLine();
            AnsiConsole.MarkupLineInterpolated($"[bold]{clause.Clause.ToString()}[/]");
            Line("remark", clause.Reason!);
        }
    }

    /// <summary>What a quiet run says of advice: enough to look it up.</summary>
    private static void WriteAdvice(ContractReport report)
    {
        AnsiConsole.WriteLine();
        foreach (var clause in report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Advised))
            AnsiConsole.WriteLine($"Advised: {clause.Clause}");
    }

    private static void Explain(ClauseReport report, Presentation presentation)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{report.Clause.ToString()}[/]");
        if (report.Reproduction is { } reproduction)
        {
            // A history has a line for each step, each fit to be shown.
            Row("sent", reproduction.Sent);
            Line("expected", reproduction.Expected);
            Line("actual", reproduction.Actual);
        }
        else
        {
            Line("reason", report.Reason ?? "");
        }

        Line("why", report.Why ?? "");

        // Where something else is the cause, what the clause is about only leads astray.
        if (report.Remedy == report.Clause.Remedy)
            Line("source", report.Clause.Source);

        Line("fix", report.Remedy);
        if (report.Clause.Page is { } page)
            ToCopy("page", page.AbsoluteUri);
        if (presentation.HasCurl && report.Reproduction is { } sent)
            ToCopy("curl", sent.Curl);
        if (presentation.Again(report) is { } command)
            ToCopy("again", command);
    }

    private static void Line(string name, string text)
    {
        // A clause of one's own need not say all of it.
        if (text.Length > 0)
            Row(name, VisibleText.Of(text));
    }

    private static void Row(string name, string text)
    {
        var grid = new Grid().AddColumn(new GridColumn { Width = 10, Padding = new Padding(2, 0, 0, 0), NoWrap = true }).AddColumn();
        grid.AddRow(new Text(name, Styles.Label), new Text(text));
        AnsiConsole.Write(grid);
    }

    /// <summary>As it is, on one line: what was wrapped could not be copied.</summary>
    private static void ToCopy(string name, string text)
    {
        AnsiConsole.Write(new Text("  "));
        AnsiConsole.Write(new Text(name, Styles.Label));
        Console.WriteLine(new string(' ', 10 - name.Length) + text);
    }

    private static void Conclude(ContractReport report, ContractVerdict verdict)
    {
        var counts = string.Join(", ", Enum.GetValues<ClauseOutcome>().Where(outcome => report.Count(outcome) > 0).Select(outcome => $"{report.Count(outcome)} {OutcomeWords.Of(outcome)}"));
        var (headline, style) = verdict.Kind switch
        {
            VerdictKind.Kept => ("The contract is kept", new Style(Color.Green, decoration: Decoration.Bold)),
            VerdictKind.Broken => ("The contract is broken", Styles.Bad),
            _ => ("The contract is undecided", Styles.Remarkable),
        };
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Text(headline, style));
        AnsiConsole.WriteLine($": {counts}, in {report.Duration.TotalSeconds:0.0} s.");
    }
}
