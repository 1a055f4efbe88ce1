using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Partnero.Contracts.Testing.Anonymous;

/// <summary>Other words for words, in one run: the same for the same, different ones for different ones, and none that holds a word that is to be replaced.</summary>
/// <remarks>A word is a run of letters, digits and symbols, without the case of its ASCII letters. What it is replaced by has the same kinds of characters in the same places.</remarks>
internal sealed class WordMap(byte[] key)
{
    /// <summary>Shorter words come up by chance in any text.</summary>
    public const int ShortestName = 3;
    /// <summary>Shorter runs of letters or digits are no name, number or address of anybody.</summary>
    private const int ShortestTelling = 6;
    private const int TriesPerLength = 500;
    private static readonly Rune Nine = new('9');
    private const int DigitsOfInt64 = 19;
    private const int DigitsOfDecimal = 29;

    private readonly Dictionary<string, string> _words = [];
    private readonly HashSet<string> _taken = [];
    private readonly HashSet<string> _originals = [];
    private readonly SortedSet<int> _lengths = [];

    /// <summary>Whether a character belongs to a word: not what stands between words, in any script.</summary>
    public static bool IsOfWord(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune)
        : Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation);

    /// <summary>Tells of a word that nothing may hold. All are told before the first is replaced.</summary>
    public void Avoid(string word)
    {
        if (word.Length >= ShortestName && _originals.Add(Folded(word)))
            _lengths.Add(word.Length);
    }

    /// <summary>Whether a text holds a word that is to be replaced.</summary>
    public bool HoldsOriginal(string text) => HoldsOriginal(text, ShortestName);

    /// <summary>Whether a text holds a word of at least so many characters that is to be replaced.</summary>
    private bool HoldsOriginal(string text, int shortest)
    {
        var folded = Folded(text);
        var originals = _originals.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _lengths.GetViewBetween(shortest, int.MaxValue))
        {
            for (var at = 0; at + length <= folded.Length; at++)
            {
                if (originals.Contains(folded.AsSpan(at, length)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>What stands for a word, in the same case.</summary>
    public string Replace(string word)
    {
        var folded = Folded(word);
        if (!_words.TryGetValue(folded, out var other))
            _words.Add(folded, other = Find(folded));
        return string.Concat(other.Select((character, i) => i < word.Length && char.IsAsciiLetterUpper(word[i]) ? char.ToUpperInvariant(character) : character));
    }

    /// <summary>Numbers that look drawn, and are the same for the same text and key.</summary>
    public IEnumerable<int> Draw(string text)
    {
        for (var block = 0; ; block++)
        {
            foreach (var number in HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{block}:{text}")))
                yield return number;
        }
    }

    private string Find(string word)
    {
        var runes = word.EnumerateRunes().ToList();
        if (runes.Count == 1)
            return Turn(runes[0]);
        if (runes.TrueForAll(rune => rune.Value == '0'))
            return word;
        for (var attempt = 0; ; attempt++)
        {
            // Where nearly all short words are taken, every word holds one: then those count that tell something of somebody.
            // And where a number has few digits after its zeros, more of those are digits first.
            var round = attempt / TriesPerLength;
            var zeros = runes.TakeWhile(rune => rune.Value == '0').Count();
            var opened = Math.Min(round, Math.Max(0, zeros - 1));
            var longer = round - opened;
            var shortest = longer == 0 ? ShortestName : ShortestTelling;
            var other = Candidate([.. runes[..(zeros - opened)], .. Enumerable.Repeat(Nine, opened), .. runes[zeros..], .. Enumerable.Repeat(runes[^1], longer)], $"{attempt}:{word}");
            if (other != word && !HoldsOriginal(other, shortest) && _taken.Add(other))
                return other;
        }
    }

    private string Candidate(List<Rune> runes, string seed)
    {
        using var draw = Draw(seed).GetEnumerator();
        var isNumber = runes.TrueForAll(rune => rune.IsAscii && Rune.IsDigit(rune));
        var isPercentCoded = runes[0].Value == '%';
        var other = new StringBuilder();
        for (var i = 0; i < runes.Count; i++)
        {
            draw.MoveNext();
            var choices = isNumber ? DigitsAt(runes, i) : isPercentCoded ? HexLike(runes[i]) : Like(runes[i]);
            other.Append(choices.Count == 0 ? runes[i].ToString() : choices[draw.Current % choices.Count]);
        }

        return other.ToString();
    }

    /// <summary>The digits of a number: zeros before it stay, no others come, what ends in no zero does not, and its size stays that of the types that hold it.</summary>
    private static IReadOnlyList<string> DigitsAt(List<Rune> digits, int at)
    {
        var leading = digits.TakeWhile(digit => digit.Value == '0').Count();
        if (at < leading)
            return ["0"];
        var (first, count) = (digits[leading].Value - '0', digits.Count - leading);
        if (at == leading && count is DigitsOfInt64 or DigitsOfDecimal)
            return Between(first is 9 or 8 ? first : 1, first is 9 or 8 ? first : count == DigitsOfInt64 ? 7 : 6);
        if (at == leading + 1 && count == DigitsOfInt64 && first == 9)
            return digits[at].Value >= '3' ? Between(3, 9) : ["0"];
        return at == leading || (at == digits.Count - 1 && digits[at].Value != '0') ? Between(1, 9) : Between(0, 9);
    }

    private static IReadOnlyList<string> Between(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Of bytes that an address writes as <c>%C3%A9</c>, which are a word like others.</summary>
    private static IReadOnlyList<string> HexLike(Rune rune) => rune.Value == '%' ? ["%"] : Rune.IsDigit(rune) ? Between(0, 9) : ["a", "b", "c", "d", "e", "f"];

    /// <summary>Characters of the same kind.</summary>
    private static List<string> Like(Rune rune)
    {
        if (rune.IsAscii)
            return [.. Enumerable.Range(Rune.IsDigit(rune) ? '0' : 'a', Rune.IsDigit(rune) ? 10 : 26).Select(character => ((char)character).ToString())];
        const int block = 64;
        return [.. Enumerable.Range(rune.Value / block * block, block)
            .Where(Rune.IsValid).Select(value => new Rune(value))
            .Where(other => other != rune && !other.IsAscii && other.Utf16SequenceLength == rune.Utf16SequenceLength && other.Utf8SequenceLength == rune.Utf8SequenceLength
                && Rune.GetUnicodeCategory(other) == Rune.GetUnicodeCategory(rune))
            .Select(other => other.ToString())];
    }

    /// <summary>Of a single character, the one that comes some places later: else there would not be enough of them. A single digit says nothing, and stays.</summary>
    private string Turn(Rune rune)
    {
        if (rune.IsAscii && Rune.IsDigit(rune))
            return rune.ToString();
        var alphabet = Like(rune);
        if (!rune.IsAscii)
            alphabet.Add(rune.ToString());
        alphabet.Sort(StringComparer.Ordinal);
        var by = alphabet.Count > 1 ? 1 + (Draw("turn").First() % (alphabet.Count - 1)) : 0;
        return alphabet[(alphabet.IndexOf(rune.ToString()) + by) % alphabet.Count];
    }

    private static string Folded(string word) => string.Concat(word.Select(character => char.IsAsciiLetterUpper(character) ? char.ToLowerInvariant(character) : character));
}
