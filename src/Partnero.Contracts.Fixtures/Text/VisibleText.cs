using System.Globalization;
using System.Text;

namespace Partnero.Contracts.Testing.Text;

/// <summary>
/// Makes foreign text fit to be shown: what would move a terminal's cursor, colour it, turn the direction of writing
/// or begin a line of its own stands there as an escape, such as <c>\u001b</c>.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text with every character that is not seen, or is not what it seems, as an escape; and with no password in its addresses.</summary>
    public static string Of(string text)
    {
        text = MaskedAddress.Within(text);
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var visible = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair)
                visible.Append(text[i++]);
            if (isPair || !IsHidden(text[i]))
                visible.Append(text[i]);
            else
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
        }

        return visible.ToString();
    }

    private static bool IsHidden(char character) =>
        char.IsControl(character)
        || char.IsSurrogate(character)
        || character is '\u2028' or '\u2029'
        || character is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
