using Partnero.Contracts.Testing;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Shows a report: the table of clauses, how to see what is broken again, and the verdict.</summary>
internal static class ContractView
{
    public static void Write(ContractReport report, ContractVerdict verdict)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Clause", "The consumer …", "Outcome", "Time");
        table.Columns[3].RightAligned().NoWrap();
        table.Columns[0].NoWrap();
        foreach (var clause in report.Clauses)
        {
            table.AddRow(
                new Text(clause.Clause.Id),
                new Text(clause.Clause.Title),
                Styled(clause.Outcome),
                new Text($"{clause.Duration.TotalMilliseconds:0} ms"));
        }

        AnsiConsole.Write(table);
        foreach (var clause in report.Clauses.Where(clause => clause.Reproduction is not null || clause.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised))
            Explain(clause);

        // Many clauses may want for one thing: it is said once.
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

        Conclude(report, verdict);
    }

    private static Text Styled(ClauseOutcome outcome) => new(OutcomeWords.Of(outcome), outcome switch
    {
        ClauseOutcome.Passed => new Style(Color.Green),
        ClauseOutcome.Failed => new Style(Color.Red, decoration: Decoration.Bold),
        ClauseOutcome.Advised => new Style(Color.Yellow),
        _ => new Style(Color.Grey),
    });

    private static void Explain(ClauseReport report)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{report.Clause.ToString()}[/]");
        if (report.Reproduction is { } reproduction)
        {
            Line("sent", reproduction.Sent);
            Line("expected", reproduction.Expected);
            Line("actual", reproduction.Actual);
            Line("why", report.Clause.Why);
            Line("source", report.Clause.Source);
            Line("again", "");

            // As it is, on one line: a command that was wrapped could not be copied.
            Console.WriteLine(reproduction.Curl);
        }
        else
        {
            Line("reason", report.Reason ?? "");
        }

        if (report.Replay is { } token)
        {
            Line("replay", "");
            Console.WriteLine(token);
        }
    }

    private static void Line(string name, string text)
    {
        var grid = new Grid().AddColumn(new GridColumn { Width = 10, Padding = new Padding(2, 0, 0, 0), NoWrap = true }).AddColumn();
        grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(text));
        AnsiConsole.Write(grid);
    }

    private static void Conclude(ContractReport report, ContractVerdict verdict)
    {
        var counts = string.Join(", ", Enum.GetValues<ClauseOutcome>().Where(outcome => report.Count(outcome) > 0).Select(outcome => $"{report.Count(outcome)} {OutcomeWords.Of(outcome)}"));
        AnsiConsole.WriteLine();
        var (headline, colour) = verdict.Kind switch
        {
            VerdictKind.Kept => ("The contract is kept", "green"),
            VerdictKind.Broken => ("The contract is broken", "red"),
            _ => ("The contract is undecided", "yellow"),
        };
        AnsiConsole.MarkupLineInterpolated($"[{colour} bold]{headline}[/]: {counts}, in {report.Duration.TotalSeconds:0.0} s.");
    }
}
