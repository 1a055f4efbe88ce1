using System.Text.Json;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>Reads what the address of effects answered: a JSON number, or a list with an entry for each effect.</summary>
internal static class EffectsAnswer
{
    private const int MaxCount = 9_999;

    /// <summary>An entity's event has one effect, or some that should not be: a list of more answers another question.</summary>
    private const int MaxEntries = 1_000;

    /// <summary>Reads what a command printed: the same, or a line with an object for each effect.</summary>
    /// <exception cref="ProbeException">It is something else, such as a line with the names of columns; the message says what.</exception>
    public static IReadOnlyList<WebhookEffect> ReadPrinted(string probe, ProbeAnswer answer)
    {
        var text = answer.Text(probe);
        if (IsJson(text, kind => kind is JsonValueKind.Number or JsonValueKind.Array))
            return Read(probe, answer);
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        if (lines.Count > MaxEntries)
            throw new ProbeException($"{probe} printed {lines.Count} lines, and at most {MaxEntries} are read. Have it print one for each effect of the one event and entity that it is asked for, or their number.");
        return lines.Find(line => !IsJson(line, kind => kind == JsonValueKind.Object)) is { } other
            ? throw new ProbeException($"{probe} printed '{ProbeAnswer.Beginning(other)}'. It must print a number (how many effects there are), a JSON list, or a line with a JSON object for each, and nothing else: no names of columns, no frame.")
            : [.. lines.Select(ReadLine)];
    }

    /// <exception cref="ProbeException">It is something else; the message says what.</exception>
    public static IReadOnlyList<WebhookEffect> Read(string probe, ProbeAnswer answer)
    {
        var text = answer.Text(probe);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Number)
                return [.. Enumerable.Repeat(new WebhookEffect(), Count(probe, document.RootElement))];
            if (document.RootElement.ValueKind == JsonValueKind.Array)
                return ReadList(probe, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It is not JSON, or a name in it is not text. Said below, with what came instead.
        }

        throw new ProbeException($"{probe} answered '{ProbeAnswer.Beginning(text)}'. It must answer with a JSON number (how many effects there are), or a list with an object for each.");
    }

    // A number of a type with fractions is written as 1.0, as by Python.
    private static int Count(string probe, JsonElement number) => number.TryGetDouble(out var count) && double.IsInteger(count) && count is >= 0 and <= MaxCount
        ? (int)count
        : throw new ProbeException($"{probe} answered {ProbeAnswer.Beginning(number.GetRawText())}. How many effects there are is a whole number from 0 to {MaxCount}.");

    private static WebhookEffect[] ReadList(string probe, JsonElement list) => list.GetArrayLength() <= MaxEntries
        ? [.. list.EnumerateArray().Select(ReadEffect)]
        : throw new ProbeException($"{probe} answered with a list of {list.GetArrayLength()} effects, and at most {MaxEntries} are read. Have it answer with those of the one event and entity that it is asked for, or with their number.");

    private static WebhookEffect ReadLine(string line)
    {
        using var document = JsonDocument.Parse(line);
        return ReadEffect(document.RootElement);
    }

    private static bool IsJson(string text, Func<JsonValueKind, bool> isOf)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return isOf(document.RootElement.ValueKind);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static WebhookEffect ReadEffect(JsonElement effect) => effect.ValueKind == JsonValueKind.Object
        ? new WebhookEffect { Fields = effect.EnumerateObject().DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value.ValueKind == JsonValueKind.Null ? null : (object?)field.Value.Clone()) }
        : new WebhookEffect();
}
