using System.Text.RegularExpressions;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Tool.Output;

/// <summary>The library's messages name its properties. Whoever uses the tool knows its options instead.</summary>
internal static partial class OptionWords
{
    private static readonly Dictionary<string, string> Options = new()
    {
        ["WebhookConsumer.Secret"] = "--secret",
        ["WebhookConsumer.Address"] = "<url>",
        ["WebhookConsumer.Handles"] = "--events",
        ["WebhookConsumer.Effects"] = "--effects-url",
        ["WebhookConsumer.FailFor"] = "--fail-url",
        ["WebhookConsumer.FailsAtEveryPoint"] = "--fail-url",
        ["WebhookConsumer.Clock"] = "--clock-url",
        ["WebhookConsumer.Restart"] = "--restart-url",
        ["WebhookConsumer.Patience"] = "--patience",
        ["WebhookConsumer.Schemas"] = "--schemas",
        ["WebhookConsumer.Waived"] = "--waive",
        ["WebhookConsumer.WebhookKey"] = "--webhook-key",
        ["WebhookConsumer.AcceptAnyCertificate"] = "--insecure",
        ["HttpProbes.Effects"] = "--effects-url",
        ["HttpProbes.FailFor"] = "--fail-url",
        ["HttpProbes.Clock"] = "--clock-url",
        ["HttpProbes.Restart"] = "--restart-url",
        ["HttpProbes.AcceptAnyCertificate"] = "--insecure",
        ["FixtureSettings.Schemas"] = "--schemas",
        ["WebhookSchemas.With"] = "--schemas",
        ["DeliveryReplay.RunAsync"] = "check --replay",
    };

    /// <summary>A message with the options in place of the properties.</summary>
    public static string In(string message) => Property().Replace(message, name => Options.GetValueOrDefault(name.Value, name.Value));

    /// <summary>A report with the options in place of the properties.</summary>
    public static ContractReport In(ContractReport report) => report with
    {
        Doubt = InOrNull(report.Doubt),
        CutShort = InOrNull(report.CutShort),
        Clauses = [.. report.Clauses.Select(clause => clause with
        {
            Reason = InOrNull(clause.Reason),
            Remedy = In(clause.Remedy),
            Reproduction = clause.Reproduction is { } reproduction ? reproduction with { Expected = In(reproduction.Expected), Actual = In(reproduction.Actual) } : null,
        })],
    };

    private static string? InOrNull(string? message) => message is null ? null : In(message);

    [GeneratedRegex(@"\b(?:WebhookConsumer|HttpProbes|FixtureSettings|WebhookSchemas|DeliveryReplay)\.[A-Z]\w+")]
    private static partial Regex Property();
}
