using System.CommandLine;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Tool.Output;

namespace Partnero.Contracts.Tool.Commands;

/// <summary><c>check</c>: checks a consumer at an address, in any language.</summary>
internal static class CheckCommand
{
    public const string Name = "check";
    public const string Example = "http://127.0.0.1:3000/webhooks/partnero";
    public const string SecretVariable = "PARTNERO_SECRET";

    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = $"Where the consumer receives webhooks, such as {Example}." };
        var secret = Option<string?>("--secret", "SECRET", $"The signing secret that the consumer is configured with. Better in the environment variable {SecretVariable}, which no process list shows.");
        var events = Option<string?>("--events", "NAMES", "The events that the webhook is subscribed to, with commas between them; affiliate, referral and newsletter stand for those of such a program. Every documented event unless given.");
        var capabilities = Capability.All.ToDictionary(capability => capability, capability => Option<string?>(OptionWords.Of(capability), "URL", capability.Url.Help));
        var commands = Capability.All.Where(capability => capability.Command is not null)
            .ToDictionary(capability => capability, capability => Option<string?>(OptionWords.OfCommand(capability), "COMMAND", capability.Command!.Help));
        var key = Option<string?>("--webhook-key", "KEY", "The key of the webhook, which every envelope holds as webhook_key: for a consumer that finds its secret by it. Made up unless given.");
        var seed = NumberOptions.Seed();
        var schemas = Option<string?>("--schemas", "FOLDER", "Use the schemas of this folder besides Partnero's: an event's is named family.action.schema.json, and replaces one of the same name.");
        var clauses = Option<string?>(OwnClauses.Option, "ASSEMBLY", "Check the clauses of this assembly too: those that its public types hold in public static properties or fields.");
        var replay = Option<string?>("--replay", "TOKEN", "Send the deliveries of a token again, byte for byte: a clause's, or those of a property's delivery or sequence. The consumer must not have seen them.");
        var only = Option<string[]>("--only", "ID", "Check this clause alone, such as IDEM-03; may be given several times, or with commas.");
        var waive = Option<string[]>("--waive", "ID=REASON", "Excuse the consumer from a clause, for a reason that the report shows; may be given several times.");
        var timeout = NumberOptions.Seconds("--effect-timeout", TimeSpan.FromMinutes(10), "How long an effect may take to show after its delivery was accepted; 5 unless given.");
        var connections = NumberOptions.Connections();
        var budget = NumberOptions.Seconds("--budget", TimeSpan.FromDays(1), "How long the check should take; 120 unless given. Of a slow consumer, fewer deliveries are drawn; what must be kept is checked in any case.");
        var quick = new Option<bool>("--quick") { Description = "End after 30 seconds, or what --budget says, whatever is left; the report names it, and the contract is undecided where something that must be kept was left out." };
        // The name that it had before.
        timeout.Aliases.Add("--" + "patience");
        var strict = new Option<bool>("--strict") { Description = "Take advice for a failure." };
        var insecure = new Option<bool>("--insecure") { Description = "Accept any certificate, such as a self-signed one, of the consumer and of its probes." };
        var quiet = new Option<bool>("--quiet") { Description = "Print failures, the names of advice and the verdict alone." };
        var report = Option<string?>("--report-json", "FILE", "Write the report as JSON to this file, once the run is over.");
        var command = new Command(Name, "Checks a consumer at an address, written in any language. Exit code 0: the contract is kept; 1: it is broken; 2: the command is wrong, there is nothing to talk to, or too little was exercised to say.")
        {
            url, secret, key, events,
        };
        foreach (var option in (IEnumerable<Option>)[.. capabilities.Values, .. commands.Values, schemas, clauses, seed, replay, only, waive, timeout, connections, budget, quick, strict, insecure, quiet, report])
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => CheckRun.RunAsync(
            new CheckOptions(
                parsed.GetValue(url)!,
                parsed.GetValue(secret) ?? Environment.GetEnvironmentVariable(SecretVariable),
                parsed.GetValue(key),
                parsed.GetValue(events),
                Given(parsed, capabilities),
                Given(parsed, commands),
                parsed.GetValue(schemas),
                parsed.GetValue(clauses),
                parsed.GetValue(seed),
                parsed.GetValue(replay),
                parsed.GetValue(only) ?? [],
                parsed.GetValue(waive) ?? [],
                parsed.GetValue(timeout),
                parsed.GetValue(connections),
                parsed.GetValue(budget),
                parsed.GetValue(quick),
                parsed.GetValue(strict),
                parsed.GetValue(insecure),
                parsed.GetValue(quiet),
                parsed.GetValue(report)),
            cancellationToken));
        return command;
    }

    private static Dictionary<Capability, string> Given(ParseResult parsed, IReadOnlyDictionary<Capability, Option<string?>> options)
    {
        var given = new Dictionary<Capability, string>();
        foreach (var (capability, option) in options)
        {
            if (parsed.GetValue(option) is { } value)
                given[capability] = value;
        }

        return given;
    }

    private static Option<T> Option<T>(string name, string value, string description) => new(name) { HelpName = value, Description = description };
}
