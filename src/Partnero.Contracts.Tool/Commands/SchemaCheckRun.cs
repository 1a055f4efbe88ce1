using System.Globalization;
using System.Text;
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
    public static int Run(SchemaCheckOptions options)
    {
        var schemas = SchemaFolder.With(options.SchemasPath);
        var readable = new ReadableSchemas(schemas);
        var checks = DeliveryFiles.Read(options.Deliveries).Select(file => Check(file, schemas, readable)).ToList();
        var proposals = options.ProposePath is null ? [] : checks.Where(check => check.Reading.Event is not null).GroupBy(check => check.Reading.Event!)
            .Select(same => SchemaProposal.Of(schemas, same.Key, [.. same.Select(check => check.Reading.Body)])).OfType<SchemaProposal>().ToList();
        var anonymous = options.AnonymisePath is null ? [] : Anonymised(checks, readable);

        var written = NewFiles.Write(
        [
            .. proposals.Select(proposal => new NewFile(Path.Combine(options.ProposePath!, proposal.Event + ".schema.json"), Encoding.UTF8.GetBytes(proposal.Text), "--propose", "")),
            .. anonymous.Select(file => file with { Path = Path.Combine(options.AnonymisePath!, file.Path) }),
        ], options.IsForced);
        if (options.IsJson)
            SchemaCheckJson.Write(checks, written, options.ShowsValues);
        else
            SchemaCheckView.Write(checks, schemas, written, options.ShowsValues);
        return checks.TrueForAll(check => check.Reading.IsAsDescribed) ? ExitCodes.Kept : ExitCodes.Broken;
    }

    private static SchemaCheck Check(DeliveryFile file, WebhookSchemas schemas, ReadableSchemas readable)
    {
        var reading = DeliveryReading.Of(file.Body, readable);
        return new(file.Source, reading, reading.Event is null ? [] : SchemaProposal.Of(schemas, reading.Event, [file.Body])?.Changes ?? []);
    }

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
