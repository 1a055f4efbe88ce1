using Partnero.Contracts.Tool.Commands;
using Spectre.Console;

// A file or a pipe has no width; 80 columns would break the tables for nothing.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns : 120;

return await RootCommands.RunAsync(args);
