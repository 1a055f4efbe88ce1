using System.CommandLine;

namespace Partnero.Contracts.Tool.Commands;

/// <summary><c>schema check</c>: says what schemas make of real deliveries.</summary>
internal static class SchemaCheckCommand
{
    public const string Group = "schema";
    public const string Example = "delivery.json";

    /// <summary>The command with the one above it.</summary>
    public static Command Create() => new(Group, "Compares schemas with what was really delivered.") { CreateCheck() };

    private static Command CreateCheck()
    {
        var deliveries = new Argument<string[]>("delivery")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "The raw bodies of deliveries: files, folders of files that end in .json, or - for one body on standard input.",
        };
        deliveries.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value).Where(word => word.StartsWith('-') && word != DeliveryFiles.StandardInput))
                result.AddError($"There is no option '{word}'.");
        });
        var schemas = Option(SchemaFolder.Option, "FOLDER", "Use the schemas of this folder besides Partnero's: an event's is named family.action.schema.json, and replaces one of the same name.");
        var propose = Option("--propose", "FOLDER", "Write a schema for each event that needs one, which takes these deliveries and whatever was taken before.");
        var add = new Option<bool>("--add-fields") { Description = "With --propose, name the fields that no schema names, too, with the type that was seen: another type deviates there from then on." };
        var anonymise = Option("--anonymise", "FOLDER", "Write the deliveries again with other values in the same form, to be shown to others.");
        var force = new Option<bool>("--force") { Description = "Replace files that are there already." };
        var values = new Option<bool>("--show-values") { Description = "Print what came, too. Unless given, places and types are printed, and no value." };
        var json = new Option<bool>("--json") { Description = "Print JSON instead." };
        var command = new Command("check", "Says for each delivery whether a consumer with these schemas reads it: as it is described, with deviations, or not at all, and what schema would take it. Exit code 0: all are read as they are described; 1: some are not; 2: the command is wrong.")
        {
            deliveries, schemas, propose, add, anonymise, force, values, json,
        };
        command.SetAction(parsed => SchemaCheckRun.Run(new SchemaCheckOptions(
            parsed.GetValue(deliveries)!,
            parsed.GetValue(schemas),
            parsed.GetValue(propose),
            parsed.GetValue(add),
            parsed.GetValue(anonymise),
            parsed.GetValue(force),
            parsed.GetValue(values),
            parsed.GetValue(json))));
        return command;
    }

    private static Option<string?> Option(string name, string value, string description) => new(name) { HelpName = value, Description = description };
}
