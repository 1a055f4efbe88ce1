using System.Globalization;

namespace Partnero.Contracts;

/// <summary>
/// What looks wrong about a secret. Partnero shows letters and digits; a blank, a line end, a byte order mark or quotes
/// around them come from a file or an environment variable, and every delivery is then refused for its signature.
/// </summary>
internal static class SecretText
{
    /// <summary>Says what is odd about the ends of a secret.</summary>
    /// <param name="secret">The secret, as it is configured.</param>
    /// <returns>Such as <c>ends with a line feed (U+000A)</c>; null where nothing is odd. Never a character that may belong to the secret.</returns>
    public static string? FindOddity(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length == 0)
            return "is empty";
        var (first, last) = (Describe(secret[0]), Describe(secret[^1]));
        return (first, last) switch
        {
            (null, null) => null,
            (_, null) => $"begins with {first}",
            (null, _) => $"ends with {last}",
            _ when first == last => $"begins and ends with {first}",
            _ => $"begins with {first} and ends with {last}",
        };
    }

    /// <summary>Whether a secret holds nothing that could be one: it is empty, or blanks, line ends, byte order marks and quotes alone.</summary>
    public static bool IsBlank(string? secret) => secret is null || secret.All(character => Describe(character) is not null);

    private static string? Describe(char character)
    {
        var kind = character switch
        {
            ' ' => "a blank",
            '\t' => "a tab",
            '\n' => "a line feed",
            '\r' => "a carriage return",
            '\uFEFF' => "a byte order mark",
            '"' or '\'' or '`' => "a quotation mark",
            _ when char.IsWhiteSpace(character) => "a white-space character",
            _ => CharUnicodeInfo.GetUnicodeCategory(character) switch
            {
                UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => "a quotation mark",
                UnicodeCategory.Control => "a control character",
                UnicodeCategory.Format => "an invisible character",
                _ => null,
            },
        };
        return kind is null ? null : string.Create(CultureInfo.InvariantCulture, $"{kind} (U+{(int)character:X4})");
    }
}
