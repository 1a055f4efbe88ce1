using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

public static partial class PayloadReader
{
    private const string AString = "a string";
    private const string AText = "a string of valid Unicode";
    private const string AnId = "a string or a whole number";
    private const string ABoolean = "true or false";
    private const string ANumber = "a number";
    private const string AWholeNumber = "a whole number";
    private const string AMoment = "a date and time such as 2025-01-15T10:30:00.000000Z";

    /// <summary>Reads a string.</summary>
    public static string ReadString(ref Utf8JsonReader reader) => TryReadString(ref reader, out var text) ? text : throw WrongType(ref reader, AString);

    /// <summary>Reads a string, or answers null.</summary>
    public static string? ReadStringOrNull(ref Utf8JsonReader reader, ref DeviationCollector? deviations) =>
        TryReadString(ref reader, out var text) ? text : Deviating<string>(ref reader, ref deviations, AString);

    /// <summary>Reads an id: a string, or a whole number as its text, with the digits that came.</summary>
    /// <remarks><c>7</c> is "7", and twenty digits are those twenty; <c>7.0</c> and <c>1e3</c> are whole numbers too, and stay "7.0" and "1e3".</remarks>
    public static string ReadId(ref Utf8JsonReader reader) => TryReadId(ref reader, out var id) ? id : throw WrongType(ref reader, AnId);

    /// <summary>Reads an id, or answers null.</summary>
    public static string? ReadIdOrNull(ref Utf8JsonReader reader, ref DeviationCollector? deviations) =>
        TryReadId(ref reader, out var id) ? id : Deviating<string>(ref reader, ref deviations, AnId);

    /// <summary>Reads true or false.</summary>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => TryReadBoolean(ref reader, out var value) ? value : throw WrongType(ref reader, ABoolean);

    /// <summary>Reads true or false, or answers null.</summary>
    public static bool? ReadBooleanOrNull(ref Utf8JsonReader reader, ref DeviationCollector? deviations) =>
        TryReadBoolean(ref reader, out var value) ? value : DeviatingValue<bool>(ref reader, ref deviations, ABoolean);

    /// <summary>Reads a number as a decimal, exactly to 28 digits: <c>10</c>, <c>99.99</c>, <c>1.0e-5</c>, or the same in a string, as PHP sends database decimals.</summary>
    /// <remarks>Digits beyond those are rounded. One that is so small that 0 would be left, and one that is too large, is another type.</remarks>
    public static decimal ReadDecimal(ref Utf8JsonReader reader) => TryReadDecimal(ref reader, out var number) ? number : throw WrongType(ref reader, ANumber);

    /// <summary>Reads a number as a decimal, or answers null.</summary>
    public static decimal? ReadDecimalOrNull(ref Utf8JsonReader reader, ref DeviationCollector? deviations) =>
        TryReadDecimal(ref reader, out var number) ? number : DeviatingValue<decimal>(ref reader, ref deviations, ANumber);

    /// <summary>Reads a whole number of 64 bits; <c>10.0</c> and <c>"10"</c> are 10.</summary>
    public static long ReadInt64(ref Utf8JsonReader reader) => TryReadInt64(ref reader, out var number) ? number : throw WrongType(ref reader, AWholeNumber);

    /// <summary>Reads a whole number of 64 bits, or answers null.</summary>
    public static long? ReadInt64OrNull(ref Utf8JsonReader reader, ref DeviationCollector? deviations) =>
        TryReadInt64(ref reader, out var number) ? number : DeviatingValue<long>(ref reader, ref deviations, AWholeNumber);

    /// <summary>Reads a moment such as <c>2025-01-15T10:30:00.000000Z</c>. A time without a zone is no moment: it would depend on the machine.</summary>
    public static DateTimeOffset ReadTimestamp(ref Utf8JsonReader reader) => TryReadTimestamp(ref reader, out var moment) ? moment : throw WrongType(ref reader, AMoment);

    /// <summary>Reads a moment, or answers null.</summary>
    public static DateTimeOffset? ReadTimestampOrNull(ref Utf8JsonReader reader, ref DeviationCollector? deviations) =>
        TryReadTimestamp(ref reader, out var moment) ? moment : DeviatingValue<DateTimeOffset>(ref reader, ref deviations, AMoment);

    /// <summary>Reads any value as it is.</summary>
    public static JsonElement ReadElement(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    private static bool TryReadString(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        text = reader.TokenType == JsonTokenType.String ? Text(ref reader) : null;
        return text is not null;
    }

    private static bool TryReadId(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? id)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return TryReadString(ref reader, out id);
        var number = Bytes(ref reader);
        id = JsonInteger.IsWhole(number) ? Encoding.UTF8.GetString(number) : null;
        return id is not null;
    }

    private static bool TryReadBoolean(ref Utf8JsonReader reader, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
    }

    private static bool TryReadDecimal(ref Utf8JsonReader reader, out decimal number)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return (!reader.HasValueSequence && UsualForms.TryParse(reader.ValueSpan, out number)) || (reader.TryGetDecimal(out number) && (number != 0 || JsonInteger.IsZero(Bytes(ref reader))));
        number = 0;
        return reader.TokenType == JsonTokenType.String && TryParse(Encoding.UTF8.GetBytes(Text(ref reader)), out number);
    }

    /// <summary>The text decides whether a number is whole: a decimal of more digits than it can hold is rounded.</summary>
    private static bool TryReadInt64(ref Utf8JsonReader reader, out long number)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number))
            return true;
        number = 0;
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            return false;
        var text = reader.TokenType == JsonTokenType.Number ? Bytes(ref reader) : Encoding.UTF8.GetBytes(Text(ref reader));
        if (!TryParse(text, out var wide) || !JsonInteger.IsWhole(text) || wide is < long.MinValue or > long.MaxValue)
            return false;
        number = (long)wide;
        return true;
    }

    /// <summary>Digits beyond those that a decimal holds are rounded; what would become 0 by that, and is not, is refused.</summary>
    private static bool TryParse(ReadOnlySpan<byte> text, out decimal number) =>
        Utf8Parser.TryParse(text, out number, out var consumed) && consumed == text.Length && (number != 0 || JsonInteger.IsZero(text));

    /// <summary>The number that the reader stands on, as it came.</summary>
    private static ReadOnlySpan<byte> Bytes(ref Utf8JsonReader reader) => reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;

    private static bool TryReadTimestamp(ref Utf8JsonReader reader, out DateTimeOffset moment)
    {
        moment = default;
        try
        {
            return reader.TokenType == JsonTokenType.String
                && ((!reader.HasValueSequence && UsualForms.TryParse(reader.ValueSpan, out moment)) || (HasZone(ref reader) && reader.TryGetDateTimeOffset(out moment)) || Moments.TryParse(reader.GetString(), out moment));
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether a moment says its zone. The reader takes one that does not for the machine's own.</summary>
    private static bool HasZone(ref Utf8JsonReader reader) =>
        (!reader.HasValueSequence && !reader.ValueIsEscaped && reader.ValueSpan is [.., (byte)'Z']) || (reader.TryGetDateTime(out var clock) && clock.Kind != DateTimeKind.Unspecified);

    /// <summary>The text of a string or a name. The reader's own answer to half of a surrogate pair does not tell the payload's place.</summary>
    private static string Text(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence && !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan))
            return UsualForms.ToText(reader.ValueSpan);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw WrongType(ref reader, AText);
        }
    }
}
