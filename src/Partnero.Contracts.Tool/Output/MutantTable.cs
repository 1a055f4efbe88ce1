using Partnero.Contracts.Mutants;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Lists the consumers that come with the tool.</summary>
internal static class MutantTable
{
    public static void Write(IEnumerable<Mutant> mutants)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("--defect", "The consumer …", "Breaks");
        table.Columns[0].NoWrap();
        foreach (var mutant in mutants)
        {
            table.AddRow(
                new Text(mutant == Mutant.Sound ? "(none)" : mutant.Name),
                new Text(mutant.Description),
                new Text(mutant.Breaks.Count == 0 ? "nothing" : string.Join(", ", mutant.Breaks)));
        }

        AnsiConsole.Write(table);
    }
}
