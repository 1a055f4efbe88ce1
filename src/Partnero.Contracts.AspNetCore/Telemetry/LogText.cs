using System.Globalization;
using System.Text;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Makes a text that came with a delivery fit for a line of a log.</summary>
internal static class LogText
{
    /// <summary>How many characters of a text are logged, unless more are asked for.</summary>
    public const int MaxLength = 100;

    /// <summary>How many characters of a text of several lines are stored.</summary>
    private const int MaxStored = 16_000;

    /// <summary>The first characters of a text; what would break the line, or not show, is replaced.</summary>
    public static string Of(string text, int maxLength = MaxLength) => Of(text, maxLength, IsShown);

    /// <summary>The same of a text of several lines, fit for a column of any database: one may hold no NUL, and no half of a surrogate pair.</summary>
    public static string Lines(string text) => Of(text, MaxStored, rune => IsShown(rune) || rune.Value is '\n' or '\r' or '\t');

    private static string Of(string text, int maxLength, Func<Rune, bool> isShown)
    {
        // As the names of events are: nothing of it need be replaced.
        if (text.Length <= maxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var line = new StringBuilder();
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            // Half of a surrogate pair is decoded as a replacement character too.
            _ = Rune.DecodeFromUtf16(rest, out var rune, out var length);
            if (line.Length + length > maxLength)
                return line.Append('…').ToString();
            line.Append(isShown(rune) ? rune.ToString() : "\uFFFD");
            rest = rest[length..];
        }

        return line.ToString();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
