namespace Partnero.Contracts.Reading;

/// <summary>Moments as RFC 3339 writes them: those of the format <c>date-time</c>. Generated code reads them, and the fixtures judge by them.</summary>
internal static class Moments
{
    private const int DigitsOfTicks = 7;

    /// <summary>Reads a moment: <c>t</c> and <c>z</c> in either case, and any number of digits of a second, of which those beyond the seventh are cut off.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset moment)
    {
        moment = default;
        var rest = text;
        if (!(TakeNumber(ref rest, 4, out var year) && Take(ref rest, '-') && TakeNumber(ref rest, 2, out var month) && Take(ref rest, '-') && TakeNumber(ref rest, 2, out var day)
            && Take(ref rest, 't') && TakeNumber(ref rest, 2, out var hour) && Take(ref rest, ':') && TakeNumber(ref rest, 2, out var minute) && Take(ref rest, ':')
            && TakeNumber(ref rest, 2, out var second) && TakeFraction(ref rest, out var ticks) && TakeOffset(ref rest, out var offset) && rest.IsEmpty)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var clock = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        var utc = clock.Ticks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks || Math.Abs(offset.TotalHours) > 14)
            return false;
        moment = new DateTimeOffset(clock, offset);
        return true;
    }

    private static bool TakeOffset(ref ReadOnlySpan<char> rest, out TimeSpan offset)
    {
        offset = default;
        if (Take(ref rest, 'z'))
            return true;
        var isBehind = Take(ref rest, '-');
        if (!isBehind && !Take(ref rest, '+'))
            return false;
        if (!TakeNumber(ref rest, 2, out var hours) || !Take(ref rest, ':') || !TakeNumber(ref rest, 2, out var minutes) || hours > 23 || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0) * (isBehind ? -1 : 1);
        return true;
    }

    private static bool TakeFraction(ref ReadOnlySpan<char> rest, out int ticks)
    {
        ticks = 0;
        if (!Take(ref rest, '.'))
            return true;
        var digits = 0;
        for (; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
            ticks = digits < DigitsOfTicks ? ticks * 10 + (rest[digits] - '0') : ticks;
        for (var missing = digits; missing < DigitsOfTicks; missing++)
            ticks *= 10;
        rest = rest[digits..];
        return digits > 0;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> rest, int digits, out int number)
    {
        number = 0;
        if (rest.Length < digits)
            return false;
        foreach (var digit in rest[..digits])
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            number = number * 10 + (digit - '0');
        }

        rest = rest[digits..];
        return true;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char expected)
    {
        if (rest.IsEmpty || char.ToLowerInvariant(rest[0]) != expected)
            return false;
        rest = rest[1..];
        return true;
    }
}
