using System.Text.Json;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Proposals;
using Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Testing.Text;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Shows what schemas make of deliveries. What could be copied stands on one line.</summary>
internal static class SchemaCheckView
{
    private const int MaxNames = 20;

    public static void Write(IReadOnlyList<SchemaCheck> checks, WebhookSchemas schemas, IReadOnlyList<NewFile> written, AnonymousFiles anonymous, bool proposes, bool showsValues)
    {
        foreach (var check in checks)
            Write(check, schemas, showsValues);
        Conclude(checks);
        foreach (var file in written)
            Console.WriteLine(VisibleText.Of(file.Source.Length == 0 ? $"Written: {file.Path}" : $"Written: {file.Path}, of {file.Source}"));
        if (written.Count > 0)
            WriteLeftOut(anonymous);
        if (proposes)
        {
            foreach (var name in checks.Select(check => check.Reading.Event).OfType<string>().Distinct().Where(name => !SchemaFileName.CanBeFileOf(name)))
                Console.WriteLine(VisibleText.Of($"Not written: a schema of '{name}', for {SchemaCheckAdvice.NoFile}."));
        }

        if (written.FirstOrDefault(file => file.Option == "--propose") is { } proposal)
            Console.WriteLine($"In a project with the generator: <PartneroSchema Include=\"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(proposal.Path)))}/*.schema.json\" />. Of an event that the project describes itself, the new file takes the place of the old one.");
        else if (checks.Any(check => check.Changes.Count > 0))
            Console.WriteLine("To have schemas written that take them: --propose FOLDER.");
    }

    /// <summary>Names are told apart from values: whether one of them is somebody's, only who reads them knows.</summary>
    private static void WriteLeftOut(AnonymousFiles anonymous)
    {
        foreach (var source in anonymous.LeftOut)
            Console.WriteLine(VisibleText.Of($"Left out: {source}, which is not JSON, so that none of its values can be found."));
        if (anonymous.Names.Count > 0)
            Console.WriteLine(VisibleText.Of($"Names that stayed, and that no schema has: {string.Join(", ", anonymous.Names.Take(MaxNames))}{(anonymous.Names.Count > MaxNames ? ", …" : "")}. If one tells of somebody, replace it before you show the files."));
    }

    private static void Write(SchemaCheck check, WebhookSchemas schemas, bool showsValues)
    {
        var reading = check.Reading;
        var (words, style) = reading.Outcome switch
        {
            ReadingOutcome.Read => ("read", Styles.Good),
            ReadingOutcome.Deviating => ($"read, with {(reading.Deviations.Count == 1 ? "a deviation" : $"{reading.Deviations.Count} deviations")}", Styles.Remarkable),
            ReadingOutcome.Unreadable => ("unreadable", Styles.Bad),
            ReadingOutcome.NoSchema => ("no schema describes the event", Styles.Remarkable),
            _ => ("no webhook", Styles.Bad),
        };
        Console.Write(VisibleText.Of($"{check.Source}: {(reading.Event is null ? "" : reading.Event + ", ")}"));
        AnsiConsole.Write(new Text(words, style));
        Console.WriteLine();
        if (reading.Exception is { } exception)
            Line(exception.Message);
        foreach (var deviation in reading.Deviations)
            Line(deviation + Value(deviation.Value, showsValues));
        foreach (var misfit in check.Later)
            Line(misfit.What.TrimEnd('.') + (misfit.Deviation is { } deviation ? Value(deviation.Value, showsValues) : ""));
        foreach (var field in reading.Unnamed)
        {
            Line($"{field.Pointer} is named by no schema, and is {field.Type}{Value(field.Value, showsValues)}");
            if (SchemaProposal.WhyUnnamed(field, check.Changes) is { } why)
                Line($"it stays in AdditionalProperties, at {field.Pointer}: {why}");
        }

        foreach (var change in check.Changes)
            Line($"to take it, at {change.Pointer}: {change.What}");
        if (SchemaCheckAdvice.Of(reading, schemas) is { } advice)
            Line(advice);
    }

    private static string Value(JsonElement value, bool showsValues) => showsValues ? $": {Words.Cut(value.GetRawText())}" : "";

    private static void Line(string text) => Console.WriteLine("  " + VisibleText.Of(text));

    private static void Conclude(IReadOnlyList<SchemaCheck> checks)
    {
        var counts = new (ReadingOutcome Outcome, string Words)[]
        {
            (ReadingOutcome.Read, "read"), (ReadingOutcome.Deviating, "with deviations"), (ReadingOutcome.Unreadable, "unreadable"),
            (ReadingOutcome.NoSchema, "without a schema"), (ReadingOutcome.NoWebhook, "no webhook"),
        };
        var words = counts.Select(count => (Count: checks.Count(check => check.Reading.Outcome == count.Outcome), count.Words)).Where(count => count.Count > 0).Select(count => $"{count.Count} {count.Words}");
        Console.WriteLine();
        Console.WriteLine($"{(checks.Count == 1 ? "1 delivery" : $"{checks.Count} deliveries")}: {string.Join(", ", words)}.");
    }
}
