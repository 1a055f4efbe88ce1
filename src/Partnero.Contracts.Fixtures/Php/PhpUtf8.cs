namespace Partnero.Contracts.Testing.Php;

/// <summary>Reads UTF-8 as PHP does, which matters where it is broken: how many bytes are one broken character.</summary>
internal static class PhpUtf8
{
    /// <summary>Reads the first character of a text that begins beyond ASCII.</summary>
    /// <param name="text">At least one byte.</param>
    /// <param name="consumed">How many bytes it takes, or are skipped.</param>
    /// <returns>The code point; negative where the bytes are not UTF-8.</returns>
    public static int Read(ReadOnlySpan<byte> text, out int consumed)
    {
        var first = text[0];
        var length = first switch
        {
            >= 0xc2 and < 0xe0 => 2,
            >= 0xe0 and < 0xf0 => 3,
            >= 0xf0 and < 0xf5 => 4,
            _ => 1,
        };
        if (length == 1)
        {
            consumed = 1;
            return -1;
        }

        var rune = first & (0x7f >> length);
        for (var i = 1; i < length; i++)
        {
            if (i >= text.Length || !IsTrail(text[i]))
            {
                consumed = SkipOf(text, length);
                return -1;
            }

            rune = (rune << 6) | (text[i] & 0x3f);
        }

        consumed = length;
        var isTooLong = rune < (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
        return isTooLong || rune is (>= 0xd800 and <= 0xdfff) or > 0x10ffff ? -1 : rune;
    }

    /// <summary>A broken character ends before the first byte that could begin another.</summary>
    private static int SkipOf(ReadOnlySpan<byte> text, int length)
    {
        for (var i = 1; i < length; i++)
        {
            if (i >= text.Length || IsLead(text[i]))
                return i;
        }

        return length;
    }

    private static bool IsTrail(byte value) => value is >= 0x80 and <= 0xbf;

    private static bool IsLead(byte value) => value is < 0x80 or (>= 0xc2 and <= 0xf4);
}
