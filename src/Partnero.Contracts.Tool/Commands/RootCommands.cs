using System.CommandLine;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Sending;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>The tool's commands, and what becomes of their faults.</summary>
internal static class RootCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Checks whether a consumer of Partnero's webhooks keeps the contract.") { CheckCommand.Create(), DemoCommand.Create() };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"The commands are: {string.Join(", ", root.Subcommands.Select(command => command.Name))}. See partnero-contracts --help.");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (fault is UsageException or ConsumerUnreachableException or EffectsUnknownException or ProbeException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
            return ExitCodes.Usage;
        }
    }
}
