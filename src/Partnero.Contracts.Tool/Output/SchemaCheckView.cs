using System.Globalization;
using System.Text.Json;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Proposals;
using Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Text;
using Spectre.Console;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Shows what schemas make of deliveries. What could be copied stands on one line.</summary>
internal static class SchemaCheckView
{
    private const int MaxNames = 20;

    public static void Write(IReadOnlyList<SchemaCheck> checks, WebhookSchemas schemas, IReadOnlyList<NewFile> written, AnonymousFiles anonymous, bool proposes, bool addsFields, bool showsValues)
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
            Console.WriteLine($"In a project with the generator: <PartneroSchema Include=\"{FromHere(Path.GetDirectoryName(Path.GetFullPath(proposal.Path))!)}/*.schema.json\" />. Of an event that the project describes itself, the new file takes the place of the old one.");
        else if (!proposes && checks.Any(check => check.Changes.Count > 0))
            Console.WriteLine("To have schemas written that take them: --propose FOLDER.");
        if (!addsFields && checks.Any(check => check.Changes.Any(change => change.NamesField)))
            Console.WriteLine("Fields that no schema names are kept in AdditionalProperties. To have them named, too: --propose FOLDER --add-fields.");
    }

    /// <summary>A folder as a project in the current folder would name it.</summary>
    private static string FromHere(string folder) =>
        VisibleText.Of(Path.GetRelativePath(Environment.CurrentDirectory, folder) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative.Replace('\\', '/'));

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
            Line(reading.Outcome == ReadingOutcome.Unreadable && showsValues && At(reading.Body, exception.Pointer) is { } cause ? exception.Message.TrimEnd('.') + Value(cause, showsValues) : exception.Message);
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

    /// <summary>What stands in a body at a JSON pointer; null where nothing does.</summary>
    private static JsonElement? At(ReadOnlyMemory<byte> body, string pointer)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        JsonElement? found = document.RootElement;
        foreach (var name in JsonPointer.Split(pointer))
        {
            found = found switch
            {
                { ValueKind: JsonValueKind.Object } holder when holder.TryGetProperty(name, out var member) => member,
                { ValueKind: JsonValueKind.Array } list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < list.GetArrayLength() => list[at],
                _ => null,
            };
        }

        return found?.Clone();
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
