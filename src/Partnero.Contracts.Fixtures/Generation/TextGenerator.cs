using System.Text;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Draws texts.</summary>
internal static class TextGenerator
{
    /// <summary>The longest text that real programs send, in characters; and the longest that the adversarial profile does.</summary>
    private const int MaxRealistic = 255;
    private const int MaxAdversarial = 1000;

    /// <summary>Characters of each class of escape, and of each that no escape is for.</summary>
    private static readonly string[] Odd =
    [
        "a", "Z", "0", " ", "\"", "\\", "/", "<", ">", "&", "'", "\u007f", "\t", "\n", "\r", "\b", "\f", "\u0001", "\u001f", "é", "ß", "Ж", "日", "\u00a0", "\u00ad",
        "\u200b", "\u200d", "\u202e", "\u2028", "\u2029", "\ufeff", "\ufffd", "\uffff", "\u0301", "😀", "👩‍👩‍👧", "𝒳", "\U0010ffff", "\\u00e9", "%2F", "null", "\u0000",
    ];

    public static PhpValue Draw(ValueGenerator generator, Plan plan, string name)
    {
        var texts = plan.Texts;
        var role = plan.Role ?? FieldRoles.OfName(name);
        if (texts.Formats.Count > 0)
            return FormatGenerator.Draw(generator, texts.Formats[0], name);
        if (texts.Patterns.Count > 0)
            return PatternGenerator.Draw(FieldRoles.NamesEntity(role) ? generator.Words.Fresh(name, generator.Attempt) : generator.Choices, texts.Patterns[0], plan.Location, generator.Attempt, generator.Style.IsAdversarial);
        if (plan.IsNumericText)
            return Numeric(PhpJson.Text(FieldRoles.NamesEntity(role) ? generator.Words.Number() : NumberGenerator.Draw(generator, plan.Numbers, JsonTypes.Number)), texts);
        if (FieldRoles.NamesEntity(role))
            return Fit(generator.Words.Identity(name), texts);
        if (plan.IsId && !generator.Style.IsAdversarial)
            return Fit(generator.Words.Unique(name), texts);
        if (generator.Style is { IsAdversarial: true, IsUsual: false } && generator.Choices.MostlyIn(3))
            return Adversarial(generator.Choices, texts);
        var word = EntityWords.Word(generator.Choices, role, plan.Examples);
        if (generator.Style.IsUsual || !generator.Choices.OnceIn(24) || role == FieldRole.Code || plan.Examples.Count > 0)
            return Fit(word, texts);
        return Fit(Repeat(word, MaxRealistic), texts, MaxRealistic);
    }

    /// <summary>A text cut or filled up to its limits.</summary>
    private static string Fit(string text, TextLimits limits, int longest = int.MaxValue)
    {
        var most = Math.Min(limits.MaxLength ?? int.MaxValue, longest);
        if (text.Length < limits.MinLength)
            text = Repeat(text.Length > 0 ? text : "a", limits.MinLength);
        // By UTF-16 units, of which there are never fewer than characters.
        if (text.Length > most)
            text = text[..(char.IsHighSurrogate(text[Math.Max(most - 1, 0)]) && most > 0 ? most - 1 : most)];
        return text.EnumerateRunes().Count() < limits.MinLength ? text + new string('a', Math.Max(0, limits.MinLength - text.EnumerateRunes().Count())) : text;
    }

    /// <summary>The text of a number, or of another one of the lengths that are allowed.</summary>
    private static string Numeric(string text, TextLimits limits) =>
        text.Length > limits.MaxLength ? new string('7', limits.MaxLength.Value)
        : text.Length < limits.MinLength ? "1." + new string('0', limits.MinLength - 2)
        : text;

    /// <summary>A text over and over, with blanks between, until it is as long as wanted.</summary>
    private static string Repeat(string text, int length)
    {
        var all = new StringBuilder(text);
        while (all.Length < length)
            all.Append(' ').Append(text);
        return all.ToString();
    }

    private static string Adversarial(Choices choices, TextLimits limits)
    {
        var longest = limits.Longest(choices.OnceIn(40) ? MaxAdversarial : 12);
        var length = Math.Max(limits.MinLength, choices.Below(longest + 1));
        var text = new StringBuilder();
        while (text.Length < length)
        {
            var start = choices.Begin();
            text.Append(choices.Of(Odd));
            choices.End(start);
        }

        return Fit(text.ToString(), limits);
    }
}
