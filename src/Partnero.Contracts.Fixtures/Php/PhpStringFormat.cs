using System.Buffers;

namespace Partnero.Contracts.Testing.Php;

/// <summary>Writes strings as PHP does, with their quotes.</summary>
internal static class PhpStringFormat
{
    /// <summary>What is written as it is, whatever the flags are.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x60).Where(c => c is not ('"' or '\\' or '/' or '<' or '>' or '&' or '\'')).Select(c => (byte)c)]);

    /// <summary>What is written as it is with default flags.</summary>
    private static readonly SearchValues<byte> PlainByDefault = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x60).Where(c => c is not ('"' or '\\' or '/')).Select(c => (byte)c)]);

    /// <returns>Whether the string could be written; if not, nothing was.</returns>
    public static bool Write(ByteBuffer output, ReadOnlySpan<byte> text, PhpJsonFlags flags)
    {
        if ((flags & PhpJsonFlags.NumericCheck) != 0 && PhpNumericString.TryWrite(output, text, flags))
            return true;

        var start = output.Length;
        var plain = flags == PhpJsonFlags.None ? PlainByDefault : Plain;
        output.Append((byte)'"');
        while (text.Length > 0)
        {
            var length = text.IndexOfAnyExcept(plain);
            if (length != 0)
            {
                length = length < 0 ? text.Length : length;
                output.Append(text[..length]);
                text = text[length..];
                continue;
            }

            if (text[0] < 0x80)
            {
                WriteAscii(output, text[0], flags);
                text = text[1..];
                continue;
            }

            var rune = PhpUtf8.Read(text, out var consumed);
            if (rune >= 0)
            {
                WriteRune(output, rune, text[..consumed], flags);
            }
            else if ((flags & (PhpJsonFlags.InvalidUtf8Ignore | PhpJsonFlags.InvalidUtf8Substitute)) == PhpJsonFlags.InvalidUtf8Substitute)
            {
                WriteRune(output, 0xfffd, "\ufffd"u8, flags);
            }
            else if ((flags & PhpJsonFlags.InvalidUtf8Ignore) == 0)
            {
                output.Truncate(start);
                return false;
            }

            text = text[consumed..];
        }

        output.Append((byte)'"');
        return true;
    }

    private static void WriteRune(ByteBuffer output, int rune, ReadOnlySpan<byte> utf8, PhpJsonFlags flags)
    {
        var isLineTerminator = rune is 0x2028 or 0x2029;
        if ((flags & PhpJsonFlags.UnescapedUnicode) != 0 && (!isLineTerminator || (flags & PhpJsonFlags.UnescapedLineTerminators) != 0))
        {
            output.Append(utf8);
        }
        else if (rune >= 0x10000)
        {
            WriteUnit(output, 0xd800 | ((rune - 0x10000) >> 10));
            WriteUnit(output, 0xdc00 | ((rune - 0x10000) & 0x3ff));
        }
        else
        {
            WriteUnit(output, rune);
        }
    }

    private static void WriteAscii(ByteBuffer output, byte value, PhpJsonFlags flags)
    {
        switch (value)
        {
            case (byte)'"' when (flags & PhpJsonFlags.HexQuot) != 0:
                output.Append("\\u0022"u8);
                break;
            case (byte)'/' when (flags & PhpJsonFlags.UnescapedSlashes) != 0:
                output.Append(value);
                break;
            case (byte)'"' or (byte)'\\' or (byte)'/':
                output.Append((byte)'\\');
                output.Append(value);
                break;
            case (byte)'<':
                output.Append((flags & PhpJsonFlags.HexTag) != 0 ? "\\u003C"u8 : "<"u8);
                break;
            case (byte)'>':
                output.Append((flags & PhpJsonFlags.HexTag) != 0 ? "\\u003E"u8 : ">"u8);
                break;
            case (byte)'&':
                output.Append((flags & PhpJsonFlags.HexAmp) != 0 ? "\\u0026"u8 : "&"u8);
                break;
            case (byte)'\'':
                output.Append((flags & PhpJsonFlags.HexApos) != 0 ? "\\u0027"u8 : "'"u8);
                break;
            case (byte)'\b':
                output.Append("\\b"u8);
                break;
            case (byte)'\f':
                output.Append("\\f"u8);
                break;
            case (byte)'\n':
                output.Append("\\n"u8);
                break;
            case (byte)'\r':
                output.Append("\\r"u8);
                break;
            case (byte)'\t':
                output.Append("\\t"u8);
                break;
            default:
                WriteUnit(output, value);
                break;
        }
    }

    private static void WriteUnit(ByteBuffer output, int unit)
    {
        var hex = "0123456789abcdef"u8;
        var to = output.Reserve(6);
        to[0] = (byte)'\\';
        to[1] = (byte)'u';
        to[2] = hex[unit >> 12];
        to[3] = hex[(unit >> 8) & 15];
        to[4] = hex[(unit >> 4) & 15];
        to[5] = hex[unit & 15];
        output.Advance(6);
    }
}
