using System.Text;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Proposals;
using Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Testing.Text;
using Partnero.Contracts.Tool.Exit;
using Partnero.Contracts.Tool.Output;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>One run of <c>schema check</c>.</summary>
internal static class SchemaCheckRun
{
    private const string Replacing = " With --force, what the schemas in that folder take is still taken.";

    public static int Run(SchemaCheckOptions options)
    {
        if (options is { AddsFields: true, ProposePath: null })
            throw new UsageException("--add-fields says what --propose writes: give --propose FOLDER too.");
        var (given, replaced) = (SchemaFolder.With(options.SchemasPath), Replaced(options));
        var schemas = replaced is null ? given : SchemaFolder.With(given, replaced, "--propose");
        foreach (var warning in schemas.Warnings)
            ErrorLine.Write(warning);
        var readable = new ReadableSchemas(schemas);
        var checks = DeliveryFiles.Read(options.Deliveries).Select(file => Check(file, schemas, readable)).ToList();
        var proposals = options.ProposePath is not { } folder ? [] : checks.Where(check => check.Reading.Event is not null).GroupBy(check => check.Reading.Event!)
            .Select(same => SchemaProposal.Of(schemas, same.Key, [.. same.Select(check => check.Reading.Body)], options.AddsFields)).OfType<SchemaProposal>()
            .Select(proposal => new NewFile(Path.Combine(folder, proposal.Event + SchemaFileName.Ending), Encoding.UTF8.GetBytes(proposal.Text), "--propose", "", Replacing)).ToList();
        var anonymous = options.AnonymisePath is null ? AnonymousFiles.None : AnonymousFiles.Of(checks, readable, options.AnonymisePath);

        IReadOnlyList<NewFile> written = [];
        UsageException? refused = null;
        try
        {
            written = NewFiles.Write([.. proposals, .. anonymous.Files], options.IsForced);
        }
        catch (UsageException exception)
        {
            // What was found out is told all the same.
            refused = exception;
        }

        if (replaced is not null && !options.IsJson)
            Console.WriteLine(VisibleText.Of($"Read with the schemas in '{replaced}' (--propose, --force)."));
        if (options.IsJson)
            SchemaCheckJson.Write(checks, schemas, written, anonymous, options.ShowsValues);
        else
            SchemaCheckView.Write(checks, schemas, written, anonymous, options.ProposePath is not null, options.AddsFields, options.ShowsValues);
        if (refused is not null)
            throw refused;
        return checks.TrueForAll(check => check.Reading.IsAsDescribed) ? ExitCodes.Kept : ExitCodes.Broken;
    }

    private static SchemaCheck Check(DeliveryFile file, WebhookSchemas schemas, ReadableSchemas readable)
    {
        var reading = DeliveryReading.Of(file.Body, readable);
        var proposal = reading.Event is { } name ? SchemaProposal.Of(schemas, name, [file.Body], namesFields: true) : null;
        return new(file.Source, reading, proposal?.Changes ?? [], proposal?.Later ?? []);
    }

    /// <summary>The folder of schemas that are to be replaced, and are not given: what they took is to be taken still.</summary>
    private static string? Replaced(SchemaCheckOptions options) => options is { IsForced: true, ProposePath: { } folder }
        && !IsSame(folder, options.SchemasPath) && Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*" + SchemaFileName.Ending).Any() ? folder : null;

    private static bool IsSame(string folder, string? other) =>
        other is not null && Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(other));
}
