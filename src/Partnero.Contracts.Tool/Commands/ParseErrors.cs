using System.CommandLine;
using System.CommandLine.Parsing;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class ParseErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (UnknownOptions(parsed) is { Count: > 0 } options)
            return [.. options.Select(name => $"There is no option '{name}'{Meant(name, command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(option => option.Name))}"), Help(command)];
        if (parsed.UnmatchedTokens.Count > 0)
        {
            return command.Subcommands.Count > 0
                ? [$"There is no command '{parsed.UnmatchedTokens[0]}'{Meant(parsed.UnmatchedTokens[0], command.Subcommands.Select(subcommand => subcommand.Name))}", Help(command)]
                : [.. parsed.UnmatchedTokens.Select(word => $"'{word}' is too much: {command.Name} takes {(command.Arguments.Count > 0 ? "one address, and options" : "options alone")}."), Help(command)];
        }

        return [.. parsed.Errors.Select(error => Sentence(error, command)).Distinct(), Help(command)];
    }

    /// <summary>What looks like an option and is not may have been taken for the argument.</summary>
    private static List<string> UnknownOptions(ParseResult parsed) =>
        [.. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens)
            .Where(word => word.StartsWith('-') && word != DeliveryFiles.StandardInput)
            .Select(word => word.Split('=', 2)[0])
            .Distinct()];

    private static string Sentence(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Option: var option } => $"{option.Name} needs a value: {option.Name} {option.HelpName}.",
        _ when command.Arguments.Count > 0 && error.SymbolResult is ArgumentResult { Tokens.Count: 0 } or CommandResult { Command.Arguments.Count: > 0 } => IsOfSchemas(command)
            ? $"schema check needs a delivery, such as {SchemaCheckCommand.Example}."
            : $"check needs the consumer's address, such as {CheckCommand.Example}.",
        CommandResult { Command.Subcommands.Count: > 0 } => "There is no command.",
        _ => error.Message,
    };

    private static string Meant(string word, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(word, [.. known]);
        return NearestName.Distance(word, nearest) <= Math.Max(2, word.Length / 3) ? $". Did you mean {nearest}?" : ".";
    }

    private static string Help(Command command) => command.Subcommands.Count > 0
        ? $"The commands are: {string.Join(", ", command.Subcommands.Select(subcommand => subcommand.Name))}. See partnero-contracts {(command is RootCommand ? "" : command.Name + " ")}--help."
        : $"See partnero-contracts {(IsOfSchemas(command) ? SchemaCheckCommand.Group + " " : "")}{command.Name} --help.";

    private static bool IsOfSchemas(Command command) => command.Parents.Any(parent => parent.Name == SchemaCheckCommand.Group);
}
