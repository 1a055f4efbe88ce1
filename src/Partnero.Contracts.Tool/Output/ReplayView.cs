using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Text;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Shows what came of a replayed delivery or sequence.</summary>
internal static class ReplayView
{
    public static void Write(ReplayReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Sent", "Expected", "Answer");
        foreach (var sent in report.Deliveries)
        {
            table.AddRow(
                new Text(VisibleText.Of($"{sent.Delivery.Event} of {sent.Delivery.EntityId}{(sent.Delivery.Note is { } note ? ": " + note : "")}")),
                new Text(sent.Expected),
                new Text(sent.Answer.ToString(), Styles.Of(sent.Outcome)));
        }

        AnsiConsole.Write(table);
        foreach (var wrong in report.WrongEffects)
            AnsiConsole.MarkupLineInterpolated($"[red]{VisibleText.Of(wrong)}[/]");

        // As it is, on one line: bytes that were wrapped could not be copied.
        foreach (var sent in report.Deliveries.Where(sent => sent.Outcome == ClauseOutcome.Failed).Take(1))
            Console.WriteLine(sent.Delivery.BodyText);
        AnsiConsole.MarkupLine(report.IsRight ? "[green bold]A sound consumer answers so.[/]" : "[red bold]A sound consumer does not answer so.[/]");
    }
}
