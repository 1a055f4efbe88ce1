using Partnero.Contracts.Specimens;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Lists the consumers that come with the tool.</summary>
internal static class SpecimenTable
{
    public static void Write(IEnumerable<Specimen> specimens)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("--defect", "The consumer …", "Breaks");
        table.Columns[0].NoWrap();
        foreach (var specimen in specimens)
        {
            table.AddRow(
                new Text(specimen == Specimen.Sound ? "(none)" : specimen.Name),
                new Text(specimen.Description),
                new Text(specimen.Breaks.Count == 0 ? "nothing" : string.Join(", ", specimen.Breaks)));
        }

        AnsiConsole.Write(table);
    }
}
