using System.Text;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Tests.Php;

/// <summary>Draws values of every kind that PHP holds, with the edges of each often.</summary>
internal sealed class PhpValueGen(Random random)
{
    private static readonly double[] Floats =
        [0.0, -0.0, 0.1, 0.1 + 0.2, 19.99 * 0.3, 100, 1e14, 1e15, 999999999999999.9, 1e16, 1e17, 1e18, 1e21, 1e22, 1e23, 1e-3, 1e-4, 9.9999e-5, 1e-5, 1e-7, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly string[] Texts =
        ["", "0", "-0", "+0", "007", "1.", ".5", "-.5e3", "1e5", "1E+2", "1e", "1e+", "e5", ".", "+", "-", " 12", "12 \n", "\v1\f", "1 2", "0x1A", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "00000000000000000000012", "1e308", "1e999", "-1e-999", "1.50", "NaN", "INF", "1\0", "\0", "\0secret", "https://a/b", "</script>", "O'Brien & \"Söhne\"", "日本語", "😀👩‍👩‍👧‍👦", "\u2028\u2029", "\u007f"];

    private static readonly int[] Flags =
        [0, 1, 2, 4, 8, 15, 16, 32, 64, 128, 256, 512, 1024, 2048, 1 << 20, 1 << 21];

    public (PhpValue Value, PhpJsonFlags Flags) Case()
    {
        var flags = PhpJsonFlags.None;
        for (var left = random.Next(4); left > 0; left--)
            flags |= (PhpJsonFlags)Flags[random.Next(Flags.Length)];
        return (random.Next(200) == 0 ? Deep() : Value(4), flags);
    }

    private PhpValue Value(int depth) => random.Next(depth > 0 ? 11 : 6) switch
    {
        0 => random.Next(3) switch { 0 => PhpValue.Null, 1 => true, _ => false },
        1 => random.Next(4) switch { 0 => long.MaxValue, 1 => long.MinValue, 2 => random.NextInt64(), _ => (long)random.Next(-1000, 1000) },
        2 or 3 => Float(),
        4 or 5 => new PhpString(Text()),
        6 or 7 => PhpArray.List(Many(() => Value(depth - 1))),
        8 or 9 => new PhpArray(Many(() => KeyValuePair.Create(Key(), Value(depth - 1)))),
        _ => new PhpObject(Many(() => KeyValuePair.Create(PhpKey.Of(Text()), Value(depth - 1)))),
    };

    /// <summary>Around the deepest nesting that PHP writes.</summary>
    private PhpValue Deep()
    {
        var value = random.Next(3) switch { 0 => PhpArray.Empty, 1 => PhpObject.Empty, _ => Value(0) };
        for (var left = random.Next(509, 515); left > 0; left--)
            value = random.Next(2) == 0 ? PhpArray.List([value]) : PhpObject.Of(("a", value));
        return value;
    }

    private PhpValue Float() => random.Next(5) switch
    {
        0 => Floats[random.Next(Floats.Length)],
        1 => Math.Round(random.Next(10_000_000) / 100.0, 2),
        2 => random.Next(10_000_000) / 100.0 * 0.3,
        3 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 30)),
        _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
    };

    private PhpKey Key() => random.Next(3) switch
    {
        0 => PhpKey.Of(random.Next(-2, 5)),
        1 => PhpKey.Of(Text()),
        _ => PhpKey.Of(((string[])["id", "0", "01", "-1", "-0", "", "é", "a/b", "9223372036854775807", "9223372036854775808"])[random.Next(10)]),
    };

    private byte[] Text()
    {
        if (random.Next(3) == 0)
            return Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]);
        var bytes = new List<byte>();
        for (var left = random.Next(10); left > 0; left--)
            bytes.AddRange(Piece());
        return [.. bytes];
    }

    private byte[] Piece() => random.Next(6) switch
    {
        0 or 1 => [(byte)random.Next(0x20, 0x7f)],
        2 => [(byte)random.Next(0x20)],
        3 when random.Next(4) == 0 => [(byte)random.Next(0x80, 0x100)],
        3 when random.Next(4) == 0 => [(byte)random.Next(0xe0, 0xf8), (byte)random.Next(0x70, 0xd0)],
        3 when random.Next(4) == 0 => [(byte)random.Next(0xf0, 0xf5), (byte)random.Next(0x80, 0xc0), (byte)random.Next(0x78, 0xc8)],
        4 => Encoding.UTF8.GetBytes(new Rune(random.Next(0x10000, 0x110000)).ToString()),
        _ => Encoding.UTF8.GetBytes(((char)(random.Next(0x80, 0xd800))).ToString()),
    };

    private List<T> Many<T>(Func<T> draw) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => draw())];
}
