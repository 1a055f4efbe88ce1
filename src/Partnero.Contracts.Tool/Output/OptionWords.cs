using System.Text.RegularExpressions;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Running;

namespace Partnero.Contracts.Tool.Output;

/// <summary>The library's messages name its properties. Whoever uses the tool knows its options instead.</summary>
internal static partial class OptionWords
{
    private static readonly Dictionary<string, string> Options = new(OfCapabilities().Concat(OfCommands()))
    {
        ["ContractRunner.Budget"] = "--budget",
        ["ContractRunner.EndsWithBudget"] = "--quick",
        ["ContractRunner.Connections"] = "--connections",
        ["WebhookConsumer.Secret"] = "--secret",
        ["WebhookConsumer.Address"] = "<url>",
        ["WebhookConsumer.Handles"] = "--events",
        ["WebhookConsumer.EffectTimeout"] = "--effect-timeout",
        ["WebhookConsumer.Schemas"] = "--schemas",
        ["WebhookConsumer.Waived"] = "--waive",
        ["WebhookConsumer.WebhookKey"] = "--webhook-key",
        ["WebhookConsumer.AcceptAnyCertificate"] = "--insecure",
        ["HttpProbes.AcceptAnyCertificate"] = "--insecure",
        ["FixtureSettings.Schemas"] = "--schemas",
        ["WebhookSchemas.With"] = "--schemas",
        ["DeliveryReplay.RunAsync"] = "check --replay",
    };

    /// <summary>Those of the run that goes on.</summary>
    private static readonly AsyncLocal<Dictionary<string, string>?> OfThisRun = new();

    /// <summary>Has the messages of this run name the commands of some capabilities, where those are given by a command and not by a URL.</summary>
    public static void UseCommands(IEnumerable<Capability> capabilities) =>
        OfThisRun.Value = capabilities.SelectMany(capability => PropertiesOf(capability).Select(property => (property, OfCommand(capability)))).ToDictionary();

    /// <summary>The option that tells where a consumer gives a capability: <c>--effects-url</c>.</summary>
    public static string Of(Capability capability) => "--" + capability.Url.Option;

    /// <summary>The option that tells a command instead: <c>--effects-cmd</c>.</summary>
    public static string OfCommand(Capability capability) => "--" + capability.Url.CommandOption;

    /// <summary>A message with the options in place of the properties.</summary>
    public static string In(string message) => Property().Replace(message, name => OfThisRun.Value?.GetValueOrDefault(name.Value) ?? Options.GetValueOrDefault(name.Value, name.Value));

    /// <summary>A report with the options in place of the properties.</summary>
    public static ContractReport In(ContractReport report) => report with
    {
        Doubt = InOrNull(report.Doubt),
        CutShort = InOrNull(report.CutShort),
        LeftOut = InOrNull(report.LeftOut),
        Clauses = [.. report.Clauses.Select(clause => clause with
        {
            Reason = InOrNull(clause.Reason),
            Remedy = In(clause.Remedy),
            Reproduction = clause.Reproduction is { } reproduction ? reproduction with { Expected = In(reproduction.Expected), Actual = In(reproduction.Actual) } : null,
        })],
    };

    private static IEnumerable<KeyValuePair<string, string>> OfCapabilities() =>
        from capability in Capability.All
        from property in PropertiesOf(capability)
        select KeyValuePair.Create(property, Of(capability));

    private static IEnumerable<string> PropertiesOf(Capability capability) =>
        capability.Refinements.Append(capability.Name).Select(name => $"{nameof(WebhookConsumer)}.{name}").Append($"{nameof(HttpProbes)}.{capability.Name}");

    private static IEnumerable<KeyValuePair<string, string>> OfCommands() =>
        Capability.All.Where(capability => capability.Command is not null).Select(capability => KeyValuePair.Create($"{nameof(CommandProbes)}.{capability.Name}", OfCommand(capability)));

    private static string? InOrNull(string? message) => message is null ? null : In(message);

    [GeneratedRegex(@"\b(?:ContractRunner|WebhookConsumer|HttpProbes|CommandProbes|FixtureSettings|WebhookSchemas|DeliveryReplay)\.[A-Z]\w+")]
    private static partial Regex Property();
}
