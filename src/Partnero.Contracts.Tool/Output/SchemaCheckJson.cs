using System.Text.Json;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Prints what schemas make of deliveries as JSON.</summary>
internal static class SchemaCheckJson
{
    public static void Write(IReadOnlyList<SchemaCheck> checks, WebhookSchemas schemas, IReadOnlyList<NewFile> written, AnonymousFiles anonymous, bool showsValues)
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("deliveries");
        foreach (var check in checks)
            Write(json, check, schemas, showsValues);
        json.WriteEndArray();
        json.WriteStartArray("written");
        foreach (var file in written)
            json.WriteStringValue(file.Path);
        json.WriteEndArray();
        WriteTexts(json, "leftOut", anonymous.LeftOut);
        WriteTexts(json, "namesThatStayed", anonymous.Names);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, SchemaCheck check, WebhookSchemas schemas, bool showsValues)
    {
        json.WriteStartObject();
        json.WriteString("source", check.Source);
        json.WriteString("event", check.Reading.Event);
        json.WriteString("outcome", JsonNamingPolicy.KebabCaseLower.ConvertName(check.Reading.Outcome.ToString()));
        if (check.Reading.Exception is { } exception)
        {
            json.WriteStartObject("unreadable");
            json.WriteString("pointer", exception.Pointer);
            json.WriteString("message", exception.Message);
            json.WriteEndObject();
        }

        json.WriteStartArray("deviations");
        foreach (var deviation in check.Reading.Deviations)
        {
            json.WriteStartObject();
            json.WriteString("pointer", deviation.Pointer);
            json.WriteString("cause", deviation.Cause);
            json.WriteString("expected", deviation.Expected);
            json.WriteString("actual", deviation.Actual);
            if (showsValues)
                WriteValue(json, deviation.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("alsoWrong");
        foreach (var misfit in check.Later)
        {
            json.WriteStartObject();
            json.WriteString("pointer", misfit.Pointer);
            json.WriteString("message", misfit.What);
            if (showsValues && misfit.Deviation is { } deviation)
                WriteValue(json, deviation.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("unnamed");
        foreach (var field in check.Reading.Unnamed)
        {
            json.WriteStartObject();
            json.WriteString("pointer", field.Pointer);
            json.WriteString("type", field.Type);
            if (showsValues)
                WriteValue(json, field.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var change in check.Changes)
        {
            json.WriteStartObject();
            json.WriteString("pointer", change.Pointer);
            json.WriteString("change", change.What);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("advice", SchemaCheckAdvice.Of(check.Reading, schemas));
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>As it came: a number may be larger than any type of .NET, and lists deeper than writers take. That it is JSON, its reader has seen.</summary>
    private static void WriteValue(Utf8JsonWriter json, JsonElement value)
    {
        json.WritePropertyName("value");
        json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
    }
}
