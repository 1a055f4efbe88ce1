using System.Globalization;
using System.Text;

namespace Partnero.Contracts.Testing.Anonymous;

/// <summary>A JSON text as it is written: its characters, and for each how it is escaped, if it is.</summary>
internal sealed class JsonTextForm
{
    private readonly List<(Rune Rune, string? Escape)> _characters = [];

    /// <param name="raw">What stands between the quotation marks, which is known to be valid.</param>
    public JsonTextForm(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\\')
            {
                var rune = Rune.GetRuneAt(text, at);
                _characters.Add((rune, null));
                at += rune.Utf16SequenceLength;
            }
            else if (text[at + 1] != 'u')
            {
                _characters.Add((new Rune(Short(text[at + 1])), text.Substring(at, 2)));
                at += 2;
            }
            else
            {
                var unit = Unit(text, at);
                var length = char.IsHighSurrogate(unit) ? 12 : 6;
                _characters.Add((length == 6 ? new Rune(unit) : new Rune(unit, Unit(text, at + 6)), text.Substring(at, length)));
                at += length;
            }
        }

        Text = string.Concat(_characters.Select(character => character.Rune.ToString()));
    }

    /// <summary>What is written.</summary>
    public string Text { get; }

    /// <summary>Another text in the same form: a character in the place of an escaped one is escaped.</summary>
    public byte[] Write(string other)
    {
        var runes = other.EnumerateRunes().ToList();
        var written = new StringBuilder();
        foreach (var (rune, index) in runes.Select((rune, index) => (rune, index)))
            written.Append(runes.Count == _characters.Count ? InPlace(rune, _characters[index]) : Anywhere(rune));
        return Encoding.UTF8.GetBytes(written.ToString());
    }

    private static string InPlace(Rune rune, (Rune Rune, string? Escape) before) => before.Escape is null ? rune.ToString()
        : before.Rune == rune ? before.Escape
        : Escaped(rune, before.Escape.Any(char.IsAsciiLetterUpper));

    /// <summary>Of a text of another length: as such characters are written in it.</summary>
    private string Anywhere(Rune rune)
    {
        if (_characters.FindIndex(before => before.Rune == rune) is >= 0 and var same)
            return _characters[same].Escape ?? rune.ToString();
        return !rune.IsAscii && _characters.Exists(before => !before.Rune.IsAscii && before.Escape is not null) ? Escaped(rune, false) : rune.ToString();
    }

    private static string Escaped(Rune rune, bool isUpper) =>
        string.Concat(rune.ToString().Select(unit => "\\u" + ((int)unit).ToString(isUpper ? "X4" : "x4", CultureInfo.InvariantCulture)));

    private static char Unit(string text, int at) => (char)ushort.Parse(text.AsSpan(at + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static char Short(char escape) => escape switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => escape };
}
