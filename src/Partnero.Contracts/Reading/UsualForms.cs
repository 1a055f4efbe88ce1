using System.Text;

namespace Partnero.Contracts.Reading;

/// <summary>Reads values in the forms that almost all of them have, in less time than what reads every form. Of any other form it says nothing.</summary>
internal static class UsualForms
{
    private const int MaxDigits = 18; // as many as 64 bits hold for certain
    private const string Moment = "0000-00-00T00:00:00.000000Z";
    private const int TicksOfMicrosecond = (int)TimeSpan.TicksPerMicrosecond;

    /// <summary>The text of ASCII bytes.</summary>
    public static string ToText(ReadOnlySpan<byte> ascii) =>
        string.Create(ascii.Length, ascii, static (characters, bytes) => Ascii.ToUtf16(bytes, characters, out _));

    /// <summary>Reads a number of some digits, with a point between two of them or without one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        if (text.Length is 0 or > MaxDigits)
            return false;
        var digits = 0L;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
                digits = digits * 10 + digit;
            else if (text[i] == '.' && point < 0)
                point = i;
            else
                return false;
        }

        // What 0 is, and with which scale, the others say.
        if (digits == 0)
            return false;
        number = new decimal((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)(point < 0 ? 0 : text.Length - 1 - point));
        return true;
    }

    /// <summary>Reads a moment as Laravel writes it: <c>2025-01-15T10:30:00.000000Z</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset moment)
    {
        moment = default;
        if (text.Length != Moment.Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[26] != 'Z')
            return false;
        var others = 0u;
        var year = Pair(text, 0, ref others) * 100 + Pair(text, 2, ref others);
        var month = Pair(text, 5, ref others);
        var day = Pair(text, 8, ref others);
        var hour = Pair(text, 11, ref others);
        var minute = Pair(text, 14, ref others);
        var second = Pair(text, 17, ref others);
        var micros = (Pair(text, 20, ref others) * 100 + Pair(text, 22, ref others)) * 100 + Pair(text, 24, ref others);
        if (others > 9 || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        moment = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second).Ticks + (long)micros * TicksOfMicrosecond, TimeSpan.Zero);
        return true;
    }

    /// <summary>Two digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where they stand.</param>
    /// <param name="others">More than 9 once one of them is no digit.</param>
    private static int Pair(ReadOnlySpan<byte> text, int at, ref uint others)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        others = Math.Max(others, Math.Max(tens, ones));
        return (int)(tens * 10 + ones);
    }
}
