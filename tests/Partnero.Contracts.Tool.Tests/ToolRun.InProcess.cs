using Partnero.Contracts.Tool.Commands;

namespace Partnero.Contracts.Tool.Tests;

internal sealed partial record ToolRun
{
    private const int Columns = 120;

    /// <summary>Runs the tool in this process, as into a pipe: a process of its own spends a second on compiling.</summary>
    public static Task<ToolRun> OfAsync(params string[] arguments) => OfAsync(Columns, arguments);

    /// <summary>The same, for a terminal that is so wide.</summary>
    public static async Task<ToolRun> OfAsync(int columns, params string[] arguments)
    {
        using var console = new CapturedConsole(columns);
        var exitCode = await RootCommands.RunAsync(arguments);
        return new ToolRun(exitCode, console.Output, console.Error);
    }
}
