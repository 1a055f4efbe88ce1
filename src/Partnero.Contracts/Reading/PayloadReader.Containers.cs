using System.Text.Json;

namespace Partnero.Contracts.Reading;

public static partial class PayloadReader
{
    /// <summary>Reads a map of names to any values. PHP writes an empty map as <c>[]</c>, and one with the names 0, 1, 2… as a list.</summary>
    public static IReadOnlyDictionary<string, JsonElement> ReadMap(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return new PositionMap<JsonElement>(ReadList(ref reader));

        // Parsed as one: a document for each value would be many times as large as the body.
        var start = StartObject(ref reader);
        var map = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in ReadElement(ref reader).EnumerateObject())
            map[NameOf(member, start)] = member.Value;
        return map;
    }

    /// <summary>Reads a map of names to values of one type, in either of PHP's forms.</summary>
    /// <param name="reader">Stands on the map.</param>
    /// <param name="deviations">What deviates in the payload.</param>
    /// <param name="readValue">Reads a value.</param>
    /// <param name="isStrict">Whether a value of another type makes the payload unreadable; if not, the map as a whole may deviate for it.</param>
    public static IReadOnlyDictionary<string, T> ReadMap<T>(ref Utf8JsonReader reader, ref DeviationCollector? deviations, PayloadValueReader<T> readValue, bool isStrict = false)
    {
        ArgumentNullException.ThrowIfNull(readValue);
        if (reader.TokenType == JsonTokenType.StartArray)
            return new PositionMap<T>(ReadList(ref reader, ref deviations, readValue, isStrict));

        var start = StartObject(ref reader);
        var count = DeviationCollector.CountOf(deviations);
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        var value = 0L;
        try
        {
            while (NextProperty(ref reader))
            {
                var name = Text(ref reader);
                reader.Read();
                value = reader.TokenStartIndex;
                map[name] = readValue(ref reader, ref deviations);
            }
        }
        catch (PayloadException exception)
        {
            throw exception.Within(value, isStrict, start);
        }

        DeviationCollector.NoteMap(deviations, count, start);
        return map;
    }

    /// <summary>Reads a list of any values. PHP writes a list with gaps as an object with the positions as names.</summary>
    public static IReadOnlyList<JsonElement> ReadList(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartArray => ItemsOf(ReadElement(ref reader)),
        JsonTokenType.StartObject => [.. ReadElement(ref reader).EnumerateObject().Select(member => member.Value)],
        _ => throw WrongType(ref reader, "a list"),
    };

    /// <summary>Reads a list. PHP writes a list with gaps as an object with the positions as names.</summary>
    /// <param name="reader">Stands on the list.</param>
    /// <param name="deviations">What deviates in the payload.</param>
    /// <param name="readValue">Reads an item.</param>
    /// <param name="isStrict">Whether an item of another type makes the payload unreadable; if not, the list as a whole may deviate for it.</param>
    public static IReadOnlyList<T> ReadList<T>(ref Utf8JsonReader reader, ref DeviationCollector? deviations, PayloadValueReader<T> readValue, bool isStrict = false)
    {
        ArgumentNullException.ThrowIfNull(readValue);
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            throw WrongType(ref reader, "a list");
        var hasNames = reader.TokenType == JsonTokenType.StartObject;
        var start = reader.TokenStartIndex;
        var count = DeviationCollector.CountOf(deviations);
        var list = new List<T>();
        var item = 0L;
        try
        {
            while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                if (hasNames)
                    reader.Read();
                item = reader.TokenStartIndex;
                list.Add(readValue(ref reader, ref deviations));
            }
        }
        catch (PayloadException exception)
        {
            throw exception.Within(item, isStrict, start);
        }

        DeviationCollector.NoteMap(deviations, count, start, isList: true);
        return list;
    }

    /// <summary>Passes over an empty list, which PHP writes for an object without properties; on anything else the reader stays.</summary>
    public static bool IsEmptyList(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        var next = reader;
        if (!next.Read() || next.TokenType != JsonTokenType.EndArray)
            return false;
        reader = next;
        return true;
    }

    /// <summary>At once in an array of their number: a list that grows would cost twice as much.</summary>
    private static JsonElement[] ItemsOf(JsonElement list)
    {
        var items = new JsonElement[list.GetArrayLength()];
        var count = 0;
        foreach (var item in list.EnumerateArray())
            items[count++] = item;
        return items;
    }

    private static string NameOf(JsonProperty member, long start)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw PayloadException.WrongType(start, "an object with names of valid Unicode", "one with a name that is not");
        }
    }
}
