using System.Text;

namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>Changes a body as bytes: it may be no JSON any more, or no text.</summary>
internal static class ByteMutations
{
    private static readonly byte[][] Insertions =
    [
        [0], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc3], [0x80], [0xff],
        .. new[] { "\\ud800", "\\udc00", "\\u", "\\u00", "\\x41", "\\", "\"", "{", "}", "[", "]", ",", ":", "//", "/**/", "NaN", "-Infinity", "'", "+1", "01", "1e", "-", "\t", "\n", "{}", "null", "\"event\":\"partner.created\"," }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Changes it in one place.</summary>
    /// <param name="body">The body.</param>
    /// <param name="other">Another one, to take parts of.</param>
    /// <param name="random">Chooses.</param>
    public static byte[] Change(byte[] body, byte[] other, Random random)
    {
        if (body.Length == 0)
            return body;
        var at = random.Next(body.Length);
        var end = Math.Min(at + random.Next(1, 40), body.Length);
        switch (random.Next(8))
        {
            case 0:
                return body[..at];
            case 1:
                return body[at..];
            case 2:
                return [.. body[..at], .. body[end..]];
            case 3:
                return [.. body[..end], .. body[at..]];
            case 4:
                return [.. body[..at], .. other[Math.Min(at, other.Length)..]];
            case 5:
                var flipped = body.ToArray();
                flipped[at] = random.Next(2) == 0 ? (byte)(flipped[at] ^ (1 << random.Next(8))) : (byte)random.Next(256);
                return flipped;
            case 6:
                // A byte order mark is one where it stands first.
                return [.. Insertions[random.Next(Insertions.Length)], .. body];
            default:
                return [.. body[..at], .. Insertions[random.Next(Insertions.Length)], .. body[at..]];
        }
    }
}
