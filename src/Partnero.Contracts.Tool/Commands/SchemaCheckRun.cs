using System.Globalization;
using System.Text;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Anonymous;
using Partnero.Contracts.Testing.Proposals;
using Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Tool.Exit;
using Partnero.Contracts.Tool.Output;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>One run of <c>schema check</c>.</summary>
internal static class SchemaCheckRun
{
    private const string EventPlace = "/event";

    public static int Run(SchemaCheckOptions options)
    {
        var schemas = SchemaFolder.With(options.SchemasPath ?? Before(options));
        var readable = new ReadableSchemas(schemas);
        var checks = DeliveryFiles.Read(options.Deliveries).Select(file => Check(file, schemas, readable)).ToList();
        var proposals = options.ProposePath is null ? [] : checks.Where(check => check.Reading.Event is not null).GroupBy(check => check.Reading.Event!)
            .Select(same => SchemaProposal.Of(schemas, same.Key, [.. same.Select(check => check.Reading.Body)])).OfType<SchemaProposal>().ToList();
        var anonymous = options.AnonymisePath is null ? [] : Anonymised(checks, readable);

        IReadOnlyList<NewFile> written = [];
        UsageException? refused = null;
        try
        {
            written = NewFiles.Write(
        [
            .. proposals.Select(proposal => new NewFile(Path.Combine(options.ProposePath!, proposal.Event + ".schema.json"), Encoding.UTF8.GetBytes(proposal.Text), "--propose", "")),
            .. anonymous.Select(file => file with { Path = Path.Combine(options.AnonymisePath!, file.Path) }),
        ], options.IsForced);
        }
        catch (UsageException exception)
        {
            // What was found out is told all the same.
            refused = exception;
        }

        if (options.IsJson)
            SchemaCheckJson.Write(checks, written, options.ShowsValues);
        else
            SchemaCheckView.Write(checks, schemas, written, options.ShowsValues);
        if (refused is not null)
            throw refused;
        return checks.TrueForAll(check => check.Reading.IsAsDescribed) ? ExitCodes.Kept : ExitCodes.Broken;
    }

    private static SchemaCheck Check(DeliveryFile file, WebhookSchemas schemas, ReadableSchemas readable)
    {
        var reading = DeliveryReading.Of(file.Body, readable);
        if (reading.Event is not { } name)
            return new(file.Source, reading, []);
        return new(file.Source, reading, SchemaFileName.CanBeFileOf(name)
            ? SchemaProposal.Of(schemas, name, [file.Body])?.Changes ?? []
            : [new(EventPlace, $"none can be named after it: {SchemaFileName.Grammar}")]);
    }

    /// <summary>The folder of what was proposed before: what it took is to be taken still.</summary>
    private static string? Before(SchemaCheckOptions options) =>
        options.IsForced && Directory.Exists(options.ProposePath) && Directory.EnumerateFiles(options.ProposePath, "*" + SchemaFileName.Ending).Any() ? options.ProposePath : null;

    /// <summary>The deliveries that are JSON, with other values and under other names: those of their files may tell whose they are.</summary>
    private static List<NewFile> Anonymised(List<SchemaCheck> checks, ReadableSchemas readable)
    {
        var bodies = checks.Where(check => check.Reading.IsJson).ToList();
        var anonymiser = new DeliveryAnonymiser(readable, bodies.Select(check => check.Reading.Body));
        return [.. bodies.Select((check, i) => new NewFile(
            $"{(i + 1).ToString("000", CultureInfo.InvariantCulture)}{(check.Reading.Outcome is ReadingOutcome.NoWebhook or ReadingOutcome.NoSchema ? "" : "-" + check.Reading.Event)}.json",
            anonymiser.Anonymise(check.Reading.Body), "--anonymise", check.Source))];
    }
}
