using Partnero.Contracts.Testing;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>A line for each clause. Where the terminal is narrow, the time goes first, then the frame, then the title: never the outcome.</summary>
internal static class ClauseTable
{
    private const int MinTitle = 30;
    private const int Gap = 2;

    public static void Write(ContractReport report)
    {
        var width = AnsiConsole.Profile.Width;
        var id = Widest(report, clause => clause.Clause.Id, "Clause");
        var outcome = Widest(report, clause => OutcomeWords.Of(clause.Outcome), "Outcome");
        var title = Widest(report, clause => clause.Clause.Title, "The consumer …");
        var time = Widest(report, Time, "Time");
        if (Framed(id, title, outcome) <= width)
            WriteFramed(report, hasTime: Framed(id, title, outcome, time) <= width);
        else
            WritePlain(report, width - id - outcome - (2 * Gap));
    }

    private static void WriteFramed(ContractReport report, bool hasTime)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Clause", "The consumer …", "Outcome");
        if (hasTime)
            table.AddColumn(new TableColumn("Time").RightAligned());
        foreach (var clause in report.Clauses)
        {
            Text[] cells = [new(clause.Clause.Id), new(clause.Clause.Title), Outcome(clause)];
            table.AddRow(hasTime ? [.. cells, new Text(Time(clause))] : cells);
        }

        AnsiConsole.Write(table);
    }

    private static void WritePlain(ContractReport report, int room)
    {
        var hasTitle = room >= MinTitle;
        var table = new Table().Border(TableBorder.None).HideHeaders();
        for (var column = 0; column < (hasTitle ? 3 : 2); column++)
            table.AddColumn(new TableColumn("") { Padding = new Padding(0, 0, Gap, 0), NoWrap = true });
        table.Columns[^1].Padding = new Padding(0);
        foreach (var clause in report.Clauses)
        {
            Text[] cells = [new(clause.Clause.Id), Outcome(clause)];
            table.AddRow(hasTitle ? [.. cells, new Text(Cut(clause.Clause.Title, room))] : cells);
        }

        AnsiConsole.Write(table);
    }

    private static Text Outcome(ClauseReport clause) => new(OutcomeWords.Of(clause.Outcome), Styles.Of(clause.Outcome));

    private static string Time(ClauseReport clause) => $"{clause.Duration.TotalMilliseconds:0} ms";

    private static int Widest(ContractReport report, Func<ClauseReport, string> text, string header) =>
        report.Clauses.Select(clause => text(clause).Length).Append(header.Length).Max();

    /// <summary>Each cell has a space on both sides, and a line before it; the last has one after it.</summary>
    private static int Framed(params int[] cells) => cells.Sum(cell => cell + 3) + 1;

    /// <summary>As many whole words as there is room for.</summary>
    private static string Cut(string text, int most) => text.Length <= most ? text : text[..text.LastIndexOf(' ', most - 2)] + " …";
}
