using System.Buffers.Text;

namespace Partnero.Contracts.Reading;

/// <summary>Tells whole numbers from others by their text, however many digits they have.</summary>
internal static class JsonInteger
{
    /// <summary>Whether a JSON number has no fraction: <c>7</c>, <c>7.0</c> and <c>1.5e+1</c> have none, <c>7.5</c> and <c>1e-2</c> do.</summary>
    /// <param name="number">A number as JSON writes it.</param>
    public static bool IsWhole(ReadOnlySpan<byte> number)
    {
        var e = number.IndexOfAny((byte)'e', (byte)'E');
        var digits = e < 0 ? number : number[..e];
        var last = digits.LastIndexOfAnyInRange((byte)'1', (byte)'9');
        if (last < 0)
            return true;

        // The power of ten of the last digit that counts: 0 for the 7 of 7.0, -1 for that of 0.7, 2 for that of 700.
        var point = digits.IndexOf((byte)'.');
        var power = point < 0 ? digits.Length - 1 - last : last < point ? point - 1 - last : point - last;
        return e < 0 ? power >= 0 : power + Exponent(number[(e + 1)..]) >= 0;
    }

    /// <summary>Whether a JSON number is 0: <c>-0</c>, <c>0.00</c> and <c>0e5</c> are.</summary>
    /// <param name="number">A number as JSON writes it.</param>
    public static bool IsZero(ReadOnlySpan<byte> number) =>
        (number.IndexOfAny((byte)'e', (byte)'E') is var e and >= 0 ? number[..e] : number).IndexOfAnyInRange((byte)'1', (byte)'9') < 0;

    /// <summary>The exponent; one of too many digits is as good as endless.</summary>
    private static long Exponent(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long exponent, out _) ? Math.Clamp(exponent, -Endless, Endless) : text[0] == '-' ? -Endless : Endless;

    private const long Endless = long.MaxValue / 2;
}
