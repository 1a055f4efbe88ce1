using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>Reads PHP's JSON shapes from UTF-8 bytes. Used by generated code.</summary>
/// <remarks>
/// Each method expects the reader on the value's first token and leaves it on the last.
/// A wrong type is a <see cref="PayloadException"/>.
/// </remarks>
public static class PayloadReader
{
    /// <summary>The deepest nesting that is read: the limit of PHP's <c>json_encode</c>.</summary>
    public const int MaxDepth = 512;

    internal static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Begins an object.</summary>
    /// <returns>The offset of its first byte, for <see cref="Missing"/>.</returns>
    public static long StartObject(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject ? reader.TokenStartIndex : throw WrongType(ref reader, "an object");

    /// <summary>Moves to the name of the next property, or to the end of the object.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Moves from a property's name to its value.</summary>
    /// <returns>Whether there is a value: <c>null</c> counts as absent.</returns>
    public static bool HasValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.Null;
    }

    /// <summary>Reads a string.</summary>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw WrongType(ref reader, "a string");
        return Text(ref reader);
    }

    /// <summary>Reads an id: a string, or a whole number as its text, with the digits that came.</summary>
    /// <remarks><c>7</c> is "7", and twenty digits are those twenty; <c>7.0</c> and <c>1e3</c> are whole numbers too, and stay "7.0" and "1e3".</remarks>
    public static string ReadId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Text(ref reader);
        if (reader.TokenType != JsonTokenType.Number)
            throw WrongType(ref reader, "a string or a whole number");
        var number = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        return JsonInteger.IsWhole(number) ? Encoding.UTF8.GetString(number) : throw WrongType(ref reader, "a string or a whole number");
    }

    /// <summary>Reads true or false.</summary>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw WrongType(ref reader, "true or false"),
    };

    /// <summary>Reads a number as a decimal, exactly to 28 digits: <c>10</c>, <c>99.99</c>, <c>1.0e-5</c>, or the same in a string, as PHP sends database decimals.</summary>
    public static decimal ReadDecimal(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number))
            return number;
        if (reader.TokenType == JsonTokenType.String && TryReadText(ref reader, out number))
            return number;
        throw WrongType(ref reader, "a number");
    }

    /// <summary>Reads a whole number of 64 bits; <c>10.0</c> and <c>"10"</c> are 10.</summary>
    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole))
            return whole;
        var number = ReadDecimal(ref reader);
        return number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : throw WrongType(ref reader, "a whole number");
    }

    /// <summary>Reads a moment such as <c>2025-01-15T10:30:00.000000Z</c>. A time without a zone is none: it would depend on the machine.</summary>
    public static DateTimeOffset ReadTimestamp(ref Utf8JsonReader reader)
    {
        return reader.TokenType == JsonTokenType.String && TryReadMoment(ref reader, out var moment)
            ? moment
            : throw WrongType(ref reader, "a date and time such as 2025-01-15T10:30:00.000000Z");
    }

    /// <summary>Reads any value as it is.</summary>
    public static JsonElement ReadElement(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

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
    public static IReadOnlyDictionary<string, T> ReadMap<T>(ref Utf8JsonReader reader, PayloadValueReader<T> readValue)
    {
        ArgumentNullException.ThrowIfNull(readValue);
        if (reader.TokenType == JsonTokenType.StartArray)
            return new PositionMap<T>(ReadList(ref reader, readValue));

        StartObject(ref reader);
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (NextProperty(ref reader))
        {
            var name = Text(ref reader);
            reader.Read();
            map[name] = readValue(ref reader);
        }

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
    public static IReadOnlyList<T> ReadList<T>(ref Utf8JsonReader reader, PayloadValueReader<T> readValue)
    {
        ArgumentNullException.ThrowIfNull(readValue);
        var list = new List<T>();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (NextProperty(ref reader))
            {
                reader.Read();
                list.Add(readValue(ref reader));
            }

            return list;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
            throw WrongType(ref reader, "a list");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(readValue(ref reader));
        return list;
    }

    /// <summary>Keeps a property that the schema does not name.</summary>
    public static void Keep(ref Utf8JsonReader reader, ref Dictionary<string, JsonElement>? kept)
    {
        var name = Text(ref reader);
        reader.Read();
        (kept ??= new(StringComparer.Ordinal))[name] = JsonElement.ParseValue(ref reader);
    }

    /// <summary>Passes over a property that the schema does not name.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The fault of a required property that is absent or null.</summary>
    /// <param name="objectOffset">What <see cref="StartObject"/> returned.</param>
    /// <param name="property">The name of the property.</param>
    public static PayloadException Missing(long objectOffset, string property) =>
        PayloadException.Unlocated(objectOffset, property, "is required, and is absent or null");

    /// <summary>The fault of a value that the schema does not allow.</summary>
    public static PayloadException WrongType(ref Utf8JsonReader reader, string expected) =>
        PayloadException.Unlocated(reader.TokenStartIndex, null, $"must be {expected}, and is {Describe(reader.TokenType)}");

    /// <summary>The text of a string or a name. The reader's own answer to half of a surrogate pair is no fault of a payload.</summary>
    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw WrongType(ref reader, "a string of valid Unicode");
        }
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
            throw PayloadException.Unlocated(start, null, "must have names of valid Unicode, and one is not");
        }
    }

    private static bool TryReadMoment(ref Utf8JsonReader reader, out DateTimeOffset moment)
    {
        moment = default;
        try
        {
            return reader.TryGetDateTime(out var clock) && clock.Kind != DateTimeKind.Unspecified && reader.TryGetDateTimeOffset(out moment);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryReadText(ref Utf8JsonReader reader, out decimal number)
    {
        var text = Encoding.UTF8.GetBytes(ReadString(ref reader));
        return Utf8Parser.TryParse(text, out number, out var consumed) && consumed == text.Length;
    }

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string that is not",
        JsonTokenType.Number => "a number that is not",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "something else",
    };
}

/// <summary>Reads one value from the reader's current token.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public delegate T PayloadValueReader<out T>(ref Utf8JsonReader reader);
