using System.Text.RegularExpressions;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>The regular expressions of JSON Schema: those of ECMA-262, in Unicode mode, found anywhere in a text.</summary>
internal static partial class JsonPattern
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    /// <summary>Compiles a pattern so that it matches what ECMA-262 would.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex Compile(string pattern) => new(Translate(pattern), RegexOptions.CultureInvariant, Longest);

    /// <summary>.NET's digits, word characters and ends of text are wider than those of ECMA-262.</summary>
    private static string Translate(string pattern)
    {
        var isInClass = false;
        return Pieces().Replace(pattern, match =>
        {
            var piece = match.Value;
            var wasInClass = isInClass;
            isInClass = piece switch { "[" => true, "]" => false, _ => isInClass };
            return piece switch
            {
                @"\d" => wasInClass ? "0-9" : "[0-9]",
                @"\D" when !wasInClass => "[^0-9]",
                @"\w" => wasInClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
                @"\W" when !wasInClass => "[^a-zA-Z0-9_]",
                @"\/" => "/",
                "$" when !wasInClass => @"\z",
                "[" when wasInClass => @"\[",
                _ when piece.StartsWith(@"\u{", StringComparison.Ordinal) => Regex.Escape(char.ConvertFromUtf32(Convert.ToInt32(piece[3..^1], 16))),
                _ => piece,
            };
        });
    }

    [GeneratedRegex(@"\\u\{[0-9a-fA-F]{1,6}\}|\\.|\[|\]|\$", RegexOptions.Singleline)]
    private static partial Regex Pieces();
}
