using System.Globalization;

namespace Partnero.Contracts.Testing.Php;

/// <summary>Writes floats as PHP does with <c>serialize_precision=-1</c>.</summary>
internal static class PhpFloatFormat
{
    /// <summary>The most digits before the point; beyond them, PHP writes an exponent.</summary>
    private const int MaxWholeDigits = 17;

    /// <summary>From here on .NET writes an exponent; up to here both write the same text.</summary>
    private const double MinWithExponent = 1e15;
    private const double MinWithoutExponent = 1e-4;

    /// <param name="output">Where the digits go.</param>
    /// <param name="value">A finite number.</param>
    /// <param name="keepsZeroFraction">Whether a whole number is written with <c>.0</c>.</param>
    public static void Write(ByteBuffer output, double value, bool keepsZeroFraction)
    {
        var start = output.Length;
        if (value == 0 || Math.Abs(value) is >= MinWithoutExponent and < MinWithExponent)
        {
            value.TryFormat(output.Reserve(32), out var written, "R", CultureInfo.InvariantCulture);
            output.Advance(written);
        }
        else
        {
            WriteUncommon(output, value);
        }

        if (keepsZeroFraction && !output.Written[start..].Contains((byte)'.'))
            output.Append(".0"u8);
    }

    private static void WriteUncommon(ByteBuffer output, double value)
    {
        // The shortest digits that read back the same: -d.dddE+ddd, or a part of it.
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[32];
        var count = Parse(text[..length], digits, out var point);

        if (double.IsNegative(value))
            output.Append((byte)'-');
        if (point is < -3 or > MaxWholeDigits)
            WriteExponent(output, digits[..count], point - 1);
        else if (point <= 0)
            WriteFraction(output, digits[..count], -point);
        else
            WriteMixed(output, digits[..count], point);
    }

    /// <summary>Takes the digits out of .NET's text, without zeros at either end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digits">Where the digits go.</param>
    /// <param name="point">How many digits stand before the point; negative where zeros follow it.</param>
    /// <returns>How many digits there are.</returns>
    private static int Parse(ReadOnlySpan<char> text, Span<byte> digits, out int point)
    {
        var exponentAt = text.IndexOf('E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (exponentAt < 0 ? text : text[..exponentAt]).TrimStart('-');
        var pointAt = mantissa.IndexOf('.');
        point = (pointAt < 0 ? mantissa.Length : pointAt) + exponent;

        var count = 0;
        foreach (var c in mantissa)
        {
            if (c == '.')
                continue;
            if (count == 0 && c == '0')
                point--;
            else
                digits[count++] = (byte)c;
        }

        while (count > 0 && digits[count - 1] == '0')
            count--;
        return count;
    }

    private static void WriteExponent(ByteBuffer output, ReadOnlySpan<byte> digits, int exponent)
    {
        output.Append(digits[..1]);
        output.Append((byte)'.');
        output.Append(digits.Length > 1 ? digits[1..] : "0"u8);
        output.Append((byte)'e');
        output.Append((byte)(exponent < 0 ? '-' : '+'));
        System.Buffers.Text.Utf8Formatter.TryFormat(Math.Abs(exponent), output.Reserve(4), out var written);
        output.Advance(written);
    }

    private static void WriteFraction(ByteBuffer output, ReadOnlySpan<byte> digits, int zeros)
    {
        output.Append("0."u8);
        output.Append("000"u8[..zeros]);
        output.Append(digits);
    }

    private static void WriteMixed(ByteBuffer output, ReadOnlySpan<byte> digits, int point)
    {
        output.Append(digits[..Math.Min(point, digits.Length)]);
        for (var i = digits.Length; i < point; i++)
            output.Append((byte)'0');
        if (digits.Length <= point)
            return;
        output.Append((byte)'.');
        output.Append(digits[point..]);
    }
}
