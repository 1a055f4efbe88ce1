using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Partnero.Contracts.Reading;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>The formats of draft-07, and uuid.</summary>
internal static partial class JsonFormats
{
    private static readonly Dictionary<string, Func<string, bool>> Checks = new()
    {
        ["date-time"] = IsDateTime,
        ["date"] = text => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["time"] = text => IsDateTime("2025-01-15T" + text),
        ["email"] = text => Email().IsMatch(text),
        ["idn-email"] = text => text.IndexOf('@') is > 0 and var at && at < text.Length - 1 && !text.Any(char.IsWhiteSpace),
        ["hostname"] = text => text.Length <= 253 && HostName().IsMatch(text),
        ["idn-hostname"] = text => text.Length is > 0 and <= 253 && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-') && text[0] != '-' && !text.Contains("..", StringComparison.Ordinal),
        ["ipv4"] = text => IPv4().IsMatch(text),
        ["ipv6"] = text => text.Contains(':', StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal) && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        ["uri"] = text => Uris().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _),
        ["iri"] = text => !text.Any(char.IsWhiteSpace) && Scheme().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _),
        ["uri-reference"] = text => UriReferences().IsMatch(text),
        ["iri-reference"] = text => !text.Any(c => char.IsWhiteSpace(c) || c is '\\' or '<' or '>' or '"'),
        ["uri-template"] = text => UriTemplates().IsMatch(text),
        ["json-pointer"] = text => Pointers().IsMatch(text),
        ["relative-json-pointer"] = text => RelativePointers().IsMatch(text),
        ["regex"] = IsRegex,
        ["uuid"] = text => Uuid().IsMatch(text),
    };

    public static IReadOnlyCollection<string> Names => Checks.Keys;

    public static bool Knows(string format) => Checks.ContainsKey(format);

    public static bool IsValid(string format, string text) => Checks[format](text);

    /// <summary>As generated code reads it.</summary>
    private static bool IsDateTime(string text) => Moments.TryParse(text, out _);

    private static bool IsRegex(string text)
    {
        try
        {
            JsonPattern.Compile(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"\A(?!.{254})[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}\z")]
    private static partial Regex IPv4();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9+.-]*:(?:[a-zA-Z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9a-fA-F]{2})+\z")]
    private static partial Regex Uris();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9+.-]*:.")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\A(?:[a-zA-Z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9a-fA-F]{2})*\z")]
    private static partial Regex UriReferences();

    [GeneratedRegex(@"\A(?:[^\x00-\x20""'<>%\\^`{|}]|%[0-9a-fA-F]{2}|\{[+#./;?&=,!@|]?[a-zA-Z0-9_]+(?::[1-9][0-9]{0,3}|\*)?(?:,[a-zA-Z0-9_]+(?::[1-9][0-9]{0,3}|\*)?)*\})*\z")]
    private static partial Regex UriTemplates();

    [GeneratedRegex(@"\A(?:/(?:[^~/]|~0|~1)*)*\z")]
    private static partial Regex Pointers();

    [GeneratedRegex(@"\A(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)\z")]
    private static partial Regex RelativePointers();

    [GeneratedRegex(@"\A[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\z")]
    private static partial Regex Uuid();
}
