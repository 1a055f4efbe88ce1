using System.Globalization;
using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Parses regular expressions of ECMA-262, as far as texts can be drawn from them.</summary>
internal sealed class PatternParser
{
    private const int MaxCharacters = 200;

    /// <summary>Enough to choose from: ASCII with the simplest first, then some of many scripts.</summary>
    private static readonly string[] Pool =
    [
        .. Range('a', 'z'), .. Range('A', 'Z'), .. Range('0', '9'), "_", "-", " ",
        .. Enumerable.Range(0x21, 0x5e).Select(c => ((char)c).ToString()).Where(text => !char.IsAsciiLetterOrDigit(text[0]) && text[0] is not ('_' or '-')),
        "é", "ß", "ñ", "Å", "Ж", "я", "Ω", "λ", "ş", "ع", "ד", "अ", "あ", "日", "한", "٣", "½", "€", "№", "→", "\u00a0", "\u2028", "\t", "\n", "\r", "😀", "𝒳",
    ];

    private const int UsualInPool = 65;

    private readonly string _pattern;
    private int _at;

    private PatternParser(string pattern) => _pattern = pattern;

    /// <exception cref="NotSupportedException">The pattern has a piece that nothing can be drawn from.</exception>
    public static PatternNode Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.Choice();
        return parser.IsAtEnd ? node : throw parser.Unsupported(parser._pattern[parser._at].ToString());
    }

    private bool IsAtEnd => _at >= _pattern.Length;

    private bool Take(string text)
    {
        if (string.CompareOrdinal(_pattern, _at, text, 0, text.Length) != 0)
            return false;
        _at += text.Length;
        return true;
    }

    private PatternNode Choice()
    {
        var branches = new List<PatternNode> { Sequence() };
        while (Take("|"))
            branches.Add(Sequence());
        return branches.Count == 1 ? branches[0] : new PatternChoice(branches);
    }

    private PatternSequence Sequence()
    {
        var parts = new List<PatternNode>();
        while (!IsAtEnd && _pattern[_at] is not ('|' or ')'))
            parts.Add(Repeated(Piece()));
        return new PatternSequence(parts);
    }

    private PatternNode Repeated(PatternNode part)
    {
        if (Repetition() is not var (least, most))
            return part;
        Take("?");
        return new PatternRepeat(part, least, most);
    }

    private (int Least, int? Most)? Repetition()
    {
        if (Take("*"))
            return (0, null);
        if (Take("+"))
            return (1, null);
        if (Take("?"))
            return (0, 1);
        var counts = Regex.Match(_pattern[_at..], @"^\{(\d{1,4})(,(\d{0,4}))?\}", RegexOptions.None, TimeSpan.FromSeconds(1));
        if (!counts.Success)
            return null;
        _at += counts.Length;
        var least = int.Parse(counts.Groups[1].Value, CultureInfo.InvariantCulture);
        return (least, !counts.Groups[2].Success ? least : counts.Groups[3].Length == 0 ? null : int.Parse(counts.Groups[3].Value, CultureInfo.InvariantCulture));
    }

    private PatternNode Piece()
    {
        if (Take("^") || Take("$"))
            return new PatternNothing();
        if (Take("("))
            return Group();
        if (Take("["))
            return Class();
        if (Take("."))
            return Characters(@"[^\n\r\u2028\u2029]");
        if (Take("\\"))
            return Escape();
        var character = char.IsHighSurrogate(_pattern[_at]) && _at + 1 < _pattern.Length ? _pattern.Substring(_at, 2) : _pattern[_at].ToString();
        _at += character.Length;
        return new PatternCharacter([character], 1);
    }

    private PatternNode Group()
    {
        var isLook = Take("?=") || Take("?!") || Take("?<=") || Take("?<!");
        if (!isLook && !Take("?:") && Take("?<"))
            _at = _pattern.IndexOf('>', _at) + 1;
        var inner = Choice();
        if (!Take(")"))
            throw Unsupported("(");
        return isLook ? new PatternNothing() : inner;
    }

    private PatternCharacter Class()
    {
        var start = _at - 1;
        for (Take("^"); !IsAtEnd && _pattern[_at] != ']'; _at++)
        {
            if (_pattern[_at] == '\\')
                _at++;
        }

        _at++;
        return Characters(_pattern[start.._at]);
    }

    private PatternNode Escape()
    {
        var start = _at - 1;
        var escaped = IsAtEnd ? '\0' : _pattern[_at++];
        switch (escaped)
        {
            case 'b' or 'B':
                return new PatternNothing();
            case 'u' when !IsAtEnd && _pattern[_at] == '{':
                _at = _pattern.IndexOf('}', _at) + 1;
                break;
            case 'u':
                _at += 4;
                break;
            case 'x':
                _at += 2;
                break;
            case 'c':
                _at++;
                break;
            case 'p' or 'P':
                _at = _pattern.IndexOf('}', _at) + 1;
                break;
            case >= '1' and <= '9' or 'k':
                throw Unsupported("\\" + escaped);
        }

        return Characters(_pattern[start..Math.Min(_at, _pattern.Length)]);
    }

    /// <summary>The characters that a piece matches: of the pool, and where it holds none, of all.</summary>
    private PatternCharacter Characters(string piece)
    {
        var regex = JsonPattern.Compile($"^(?:{piece})$");
        var pooled = Pool.Where(text => regex.IsMatch(text)).ToList();
        if (pooled.Count > 0)
            return new PatternCharacter(pooled, pooled.Count(character => Array.IndexOf(Pool, character) < UsualInPool));
        var others = Enumerable.Range(0, 0x10000).Where(c => !char.IsSurrogate((char)c)).Select(c => ((char)c).ToString()).Where(text => regex.IsMatch(text)).Take(MaxCharacters).ToList();
        return others.Count > 0 ? new PatternCharacter(others, others.Count) : throw Unsupported(piece);
    }

    private NotSupportedException Unsupported(string piece) =>
        new($"no text can be drawn from the pattern '{_pattern}': its '{piece}' is not supported. Describe the text by another pattern, or by its format, length or enum.");

    private static IEnumerable<string> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => ((char)c).ToString());
}
