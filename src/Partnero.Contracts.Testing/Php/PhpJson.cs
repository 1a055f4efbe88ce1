using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Partnero.Contracts.Testing.Php;

/// <summary>PHP's <c>json_encode</c> with default flags, to the byte.</summary>
/// <remarks>
/// <c>/</c> is written <c>\/</c>; every character beyond ASCII is <c>\uXXXX</c> in lower-case hex, astral ones as a surrogate pair;
/// floats are the shortest digits that read back the same, without a fraction where they are whole.
/// Source: PHP 8.2 with <c>serialize_precision=-1</c>; the tests hold vectors that PHP wrote.
/// </remarks>
public static class PhpJson
{
    /// <summary>The deepest nesting that PHP writes.</summary>
    public const int MaxDepth = 512;

    /// <summary>Encodes a value.</summary>
    /// <returns>The bytes; ASCII only.</returns>
    /// <exception cref="PhpJsonException">PHP refuses the value: a string is not UTF-8, a float is not finite, or it is nested too deep.</exception>
    public static byte[] Encode(PhpValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var output = new ByteBuffer();
        Write(output, value, 0);
        return output.ToArray();
    }

    /// <summary>A value's JSON as text.</summary>
    internal static string Text(PhpValue value) => Encoding.ASCII.GetString(Encode(value));

    private static void Write(ByteBuffer output, PhpValue value, int depth)
    {
        switch (value)
        {
            case PhpNull:
                output.Append("null"u8);
                break;
            case PhpBoolean boolean:
                output.Append(boolean.Value ? "true"u8 : "false"u8);
                break;
            case PhpInteger integer:
                WriteInteger(output, integer.Value);
                break;
            case PhpFloat number:
                PhpFloatFormat.Write(output, number.Value);
                break;
            case PhpString text:
                WriteString(output, text.Bytes.Span);
                break;
            case PhpArray array when array.IsList:
                WriteList(output, array, depth);
                break;
            case PhpArray array:
                WriteObject(output, array.Select(entry => (entry.Key.Name, entry.Value)), depth);
                break;
            case PhpObject @object:
                // A name that begins with NUL is how PHP marks private properties: they are left out.
                WriteObject(output, @object.Properties.Where(property => property.Key.Span is not [0, ..]).Select(property => (property.Key, property.Value)), depth);
                break;
        }
    }

    private static void WriteList(ByteBuffer output, PhpArray array, int depth)
    {
        Deepen(ref depth);
        output.Append((byte)'[');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
                output.Append((byte)',');
            Write(output, array[i].Value, depth);
        }

        output.Append((byte)']');
    }

    private static void WriteObject(ByteBuffer output, IEnumerable<(ReadOnlyMemory<byte> Name, PhpValue Value)> properties, int depth)
    {
        Deepen(ref depth);
        output.Append((byte)'{');
        var isFirst = true;
        foreach (var (name, value) in properties)
        {
            if (!isFirst)
                output.Append((byte)',');
            isFirst = false;
            WriteString(output, name.Span);
            output.Append((byte)':');
            Write(output, value, depth);
        }

        output.Append((byte)'}');
    }

    private static void Deepen(ref int depth)
    {
        if (++depth > MaxDepth)
            throw new PhpJsonException($"PHP nests at most {MaxDepth} levels.");
    }

    private static void WriteInteger(ByteBuffer output, long value)
    {
        Utf8Formatter.TryFormat(value, output.Reserve(20), out var written);
        output.Advance(written);
    }

    private static void WriteString(ByteBuffer output, ReadOnlySpan<byte> text)
    {
        output.Append((byte)'"');
        while (text.Length > 0)
        {
            var plain = text.IndexOfAnyExcept(Unescaped);
            if (plain != 0)
            {
                plain = plain < 0 ? text.Length : plain;
                output.Append(text[..plain]);
                text = text[plain..];
                continue;
            }

            if (Rune.DecodeFromUtf8(text, out var rune, out var consumed) != OperationStatus.Done)
                throw new PhpJsonException("PHP refuses a string that is not valid UTF-8.");
            WriteEscaped(output, rune);
            text = text[consumed..];
        }

        output.Append((byte)'"');
    }

    private static readonly SearchValues<byte> Unescaped = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x60).Where(c => c is not ('"' or '\\' or '/')).Select(c => (byte)c)]);

    private static void WriteEscaped(ByteBuffer output, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\' or '/':
                output.Append([(byte)'\\', (byte)rune.Value]);
                break;
            case '\b':
                output.Append("\\b"u8);
                break;
            case '\f':
                output.Append("\\f"u8);
                break;
            case '\n':
                output.Append("\\n"u8);
                break;
            case '\r':
                output.Append("\\r"u8);
                break;
            case '\t':
                output.Append("\\t"u8);
                break;
            default:
                Span<char> units = stackalloc char[2];
                foreach (var unit in units[..rune.EncodeToUtf16(units)])
                    WriteUnit(output, unit);
                break;
        }
    }

    private static void WriteUnit(ByteBuffer output, char unit)
    {
        var hex = "0123456789abcdef"u8;
        output.Append([(byte)'\\', (byte)'u', hex[unit >> 12], hex[(unit >> 8) & 15], hex[(unit >> 4) & 15], hex[unit & 15]]);
    }
}
