using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Partnero.Contracts.Reading;

/// <summary>Reads PHP's JSON shapes from UTF-8 bytes. Used by generated code.</summary>
/// <remarks>
/// Each method expects the reader on the value's first token and leaves it on the last.
/// A wrong type is a <see cref="PayloadException"/>; the methods that end in <c>OrNull</c> answer null, and keep what came as a deviation.
/// </remarks>
public static partial class PayloadReader
{
    /// <summary>The deepest nesting that is read: the limit of PHP's <c>json_encode</c>.</summary>
    public const int MaxDepth = 512;

    internal static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Begins an object.</summary>
    /// <returns>The offset of its first byte, for <see cref="Missing"/>.</returns>
    public static long StartObject(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject ? reader.TokenStartIndex : throw WrongType(ref reader, "an object");

    /// <summary>Begins an object, for which a bare text may stand: one that comes has been read before.</summary>
    /// <returns>What <see cref="StartObject"/> returns.</returns>
    public static long StartObjectOrText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject ? reader.TokenStartIndex : throw WrongType(ref reader, "an object or a string");

    /// <summary>Begins an object, for which a bare id may stand: one that comes has been read before.</summary>
    /// <returns>What <see cref="StartObject"/> returns.</returns>
    public static long StartObjectOrId(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject ? reader.TokenStartIndex : throw WrongType(ref reader, "an object, a string or a whole number");

    /// <summary>Moves to the name of the next property, or to the end of the object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Whether the property that the reader stands on has a name, however its JSON escapes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool NameIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped | reader.HasValueSequence ? reader.ValueTextEquals(name) : reader.ValueSpan.SequenceEqual(name);

    /// <summary>Moves from a property's name to its value.</summary>
    /// <returns>Whether there is a value: <c>null</c> counts as absent.</returns>
    public static bool HasValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.Null;
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

    /// <summary>That a required property is absent or null.</summary>
    /// <param name="objectOffset">What <see cref="StartObject"/> returned.</param>
    /// <param name="property">The name of the property.</param>
    /// <param name="deviations">What deviated before: the property may be null for that.</param>
    /// <param name="isStrict">Whether the payload is unreadable without it; if not, what holds the object may deviate for it.</param>
    public static PayloadException Missing(long objectOffset, string property, DeviationCollector? deviations = null, bool isStrict = false) =>
        PayloadException.Missing(objectOffset, property, deviations, isStrict);

    /// <summary>That a value has another type than the schema says.</summary>
    public static PayloadException WrongType(ref Utf8JsonReader reader, string expected) =>
        PayloadException.WrongType(reader.TokenStartIndex, expected, Describe(ref reader, expected));

    private static string Describe(ref Utf8JsonReader reader, string expected) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => expected is ANumber or AWholeNumber or AMoment or AText ? "a string that is not" : "a string",
        JsonTokenType.Number when expected is ANumber => reader.TryGetDecimal(out _) ? "one that is too small for a decimal" : "one that is too large for a decimal",
        JsonTokenType.Number when expected is AWholeNumber && JsonInteger.IsWhole(Bytes(ref reader)) => "one that is too large for 64 bits",
        JsonTokenType.Number => expected.EndsWith(AWholeNumber, StringComparison.Ordinal) ? "a number that is not" : "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "something else",
    };
}

/// <summary>Reads one value from the reader's current token.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="reader">Stands on the value's first token, and on its last afterwards.</param>
/// <param name="deviations">What deviates in the payload.</param>
public delegate T PayloadValueReader<out T>(ref Utf8JsonReader reader, ref DeviationCollector? deviations);
