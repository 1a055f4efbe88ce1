using System.Buffers.Text;
using System.Globalization;

namespace Partnero.Contracts.Testing.Php;

/// <summary>Strings that PHP takes for numbers under <see cref="PhpJsonFlags.NumericCheck"/>: <c>" 1"</c>, <c>"+5."</c>, <c>"007"</c>, <c>"1e5"</c>.</summary>
internal static class PhpNumericString
{
    /// <summary>Writes the number that a string reads as.</summary>
    /// <returns>Whether it reads as one; if not, nothing was written.</returns>
    public static bool TryWrite(ByteBuffer output, ReadOnlySpan<byte> text, PhpJsonFlags flags)
    {
        var number = text.Trim(" \t\n\r\v\f"u8);
        if (!TrySplit(number, out var isInteger))
            return false;
        if (isInteger && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            Utf8Formatter.TryFormat(integer, output.Reserve(20), out var written);
            output.Advance(written);
            return true;
        }

        var value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            return false;
        PhpFloatFormat.Write(output, value, (flags & PhpJsonFlags.PreserveZeroFraction) != 0);
        return true;
    }

    /// <summary>Whether a text is <c>[+-]digits[.digits][e[+-]digits]</c>, with digits on one side of the point at least.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> text, out bool isInteger)
    {
        var at = text is [(byte)'+' or (byte)'-', ..] ? 1 : 0;
        var whole = SkipDigits(text, ref at);
        isInteger = at == text.Length && whole > 0;
        if (isInteger)
            return true;

        var fraction = 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = SkipDigits(text, ref at);
        }

        if (whole + fraction == 0)
            return false;
        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
                at++;
            if (SkipDigits(text, ref at) == 0)
                return false;
        }

        return at == text.Length;
    }

    private static int SkipDigits(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
            at++;
        return at - start;
    }
}
