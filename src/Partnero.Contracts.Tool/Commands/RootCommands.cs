using System.CommandLine;
using System.CommandLine.Parsing;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Tool.Exit;
using Partnero.Contracts.Tool.Output;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>The tool's commands, and what becomes of their faults.</summary>
internal static class RootCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Checks whether a consumer of Partnero's webhooks keeps the contract, and whether schemas take what was really delivered.")
        {
            CheckCommand.Create(), DemoCommand.Create(), SchemaCheckCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var sentence in ParseErrors.Of(parsed))
                ErrorLine.Write(sentence);
            return ExitCodes.Usage;
        }

        OptionWords.UseCommands(Capability.All.Where(capability => capability.Command is not null && parsed.GetResult(OptionWords.OfCommand(capability)) is OptionResult { Implicit: false }));
        using var interruption = new Interruption();
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption.Token);
        }
        catch (Exception) when (interruption.Token.IsCancellationRequested)
        {
            ErrorLine.Write("Stopped before the end.");
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (exception is UsageException or ConsumerUnreachableException or EffectsUnknownException or ProbeException)
        {
            ErrorLine.Write(exception.Message);
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ErrorLine.Write($"The result cannot be shown: {exception.Message}");
            return ExitCodes.Usage;
        }
    }
}
