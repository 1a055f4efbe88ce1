using Partnero.Contracts.Testing;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Styles that can be read on dark terminals and on light ones: the terminal's own colour, or its green and red.</summary>
internal static class Styles
{
    public static readonly Style Label = new(decoration: Decoration.Italic);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    public static readonly Style Remarkable = new(decoration: Decoration.Bold);

    public static Style Of(ClauseOutcome outcome) => outcome switch
    {
        ClauseOutcome.Passed => Good,
        ClauseOutcome.Failed => Bad,
        ClauseOutcome.Advised => Remarkable,
        _ => Label,
    };
}
