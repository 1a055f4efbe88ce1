using System.Text;
using System.Text.RegularExpressions;

namespace Partnero.Contracts.Testing.Anonymous;

/// <summary>Other values for values, in one run.</summary>
internal sealed partial class ValueReplacement(byte[] key)
{
    private readonly WordMap _words = new(key);
    private MomentMap? _moments;

    private MomentMap Moments => _moments ??= new(_words);

    /// <summary>Tells of a text that must not come out. All are told before the first is replaced.</summary>
    public void Avoid(string text)
    {
        if (MomentMap.IsMoment(text))
            Moments.Avoid(text);
        else
            Each(text, word => { _words.Avoid(word); return word; });
    }

    /// <summary>Tells of a number, as it is written.</summary>
    public void AvoidNumber(string number) => EachOfNumber(number, word => { _words.Avoid(word); return word; });

    /// <summary>Another text: another moment for a moment; else other words, and between them what was there.</summary>
    public string Text(string text) => MomentMap.IsMoment(text) ? Moments.Replace(text) : Each(text, _words.Replace);

    /// <summary>Another number, with as many digits in the same places. What comes before it and its exponent stay.</summary>
    public string Number(string number) => EachOfNumber(number, _words.Replace);

    private static string EachOfNumber(string number, Func<string, string> replace)
    {
        var exponent = number.IndexOfAny(['e', 'E']);
        return Each(exponent < 0 ? number : number[..exponent], replace) + (exponent < 0 ? "" : number[exponent..]);
    }

    /// <summary>The text with each of its words replaced.</summary>
    private static string Each(string text, Func<string, string> replace)
    {
        var other = new StringBuilder();
        var at = Schemes().Match(text).Length;
        other.Append(text, 0, at);
        while (at < text.Length)
        {
            var length = PercentCoded().Match(text, at).Length;
            if (length == 0)
                length = text[at..].EnumerateRunes().TakeWhile(WordMap.IsOfWord).Sum(rune => rune.Utf16SequenceLength);
            var between = length == 0 ? Rune.GetRuneAt(text, at).Utf16SequenceLength : 0;
            other.Append(length > 0 ? replace(text.Substring(at, length)) : text.Substring(at, between));
            at += length + between;
        }

        return other.ToString();
    }

    /// <summary>Bytes beyond ASCII in an address; those of ASCII stand between words.</summary>
    [GeneratedRegex(@"\G(?:%[89A-Fa-f][0-9A-Fa-f])+")]
    private static partial Regex PercentCoded();

    [GeneratedRegex(@"\A(?:https?://)?", RegexOptions.IgnoreCase)]
    private static partial Regex Schemes();
}
