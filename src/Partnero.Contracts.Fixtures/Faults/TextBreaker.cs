using System.Text;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>Texts that are too short or too long, or do not look as they must.</summary>
internal static class TextBreaker
{
    private static readonly Dictionary<string, string[]> OfNoFormat = new()
    {
        ["date-time"] = ["yesterday", "at half past ten", "15.01.2025 at 10:30"],
        ["date"] = ["yesterday", "15.01.2025", "2025-1-5"],
        ["time"] = ["noon", "10.30", "25 o'clock"],
        ["email"] = ["not-an-address", "a@", "@example.com", "two words@example.com"],
        ["idn-email"] = ["not-an-address", "a@"],
        ["hostname"] = ["-not-a-host-", "two words", "a..b"],
        ["idn-hostname"] = ["two words", "-a"],
        ["ipv4"] = ["999.1.1.1", "1.2.3", "address"],
        ["ipv6"] = ["1.2.3.4", ":::", "zz::1"],
        ["uri"] = ["no address", "::::", "shop example com"],
        ["iri"] = ["no address", "::::"],
        ["uri-reference"] = ["\\no reference", "two words\\"],
        ["iri-reference"] = ["two words\\", "<"],
        ["uri-template"] = ["/a/{b", "{"],
        ["json-pointer"] = ["no/pointer", "/~2"],
        ["relative-json-pointer"] = ["/a", "x"],
        ["regex"] = ["(", "[a"],
        ["uuid"] = ["not-a-uuid", "1234"],
    };

    public static IEnumerable<(PhpValue Value, string What)> Candidates(ConstraintSite site)
    {
        var text = site.Value.ToString()!;
        var texts = site.Keyword switch
        {
            "minLength" => Shorter(text, site.Schema.MinLength!.Value),
            "maxLength" => Longer(text, site.Schema.MaxLength!.Value),
            "format" => OfNoFormat[site.Schema.Format!].SelectMany(wrong => new[] { wrong, Fill(wrong, text.Length) }),
            _ => Unlike(text),
        };
        return texts.Distinct().Select(changed => ((PhpValue)changed, $"{ConstraintBreaker.Json(changed)} in place of {ConstraintBreaker.Json(text)}"));
    }

    private static IEnumerable<string> Shorter(string text, int least)
    {
        yield return string.Concat(text.EnumerateRunes().Take(least - 1).Select(rune => rune.ToString()));
        yield return new string('a', least - 1);
        yield return new string('0', least - 1);
        yield return "";
    }

    private static IEnumerable<string> Longer(string text, int most)
    {
        var characters = text.EnumerateRunes().Count();
        foreach (var filler in text.Length > 0 ? new[] { text[^1], text[0], 'a', '0', 'A' } : ['a', '0', 'A'])
        {
            if (!char.IsSurrogate(filler))
                yield return text + new string(filler, most + 1 - characters);
        }

        yield return new string('a', most + 1);
    }

    /// <summary>As long as before, as a rule: the length may be constrained as well.</summary>
    private static IEnumerable<string> Unlike(string text)
    {
        foreach (var character in new[] { '!', '~', 'a', 'Z', '0', ' ', 'é', '\n' })
        {
            if (text.Length > 0)
            {
                yield return character + text[1..];
                yield return text[..^1] + character;
            }

            yield return new string(character, text.Length);
            yield return text + character;
            yield return character + text;
        }

        yield return "";
    }

    private static string Fill(string text, int length)
    {
        var filled = new StringBuilder(text);
        while (filled.Length < length)
            filled.Append('x');
        return filled.ToString();
    }
}
