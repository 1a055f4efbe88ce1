using System.Text.RegularExpressions;

namespace Partnero.Contracts.Testing.Text;

/// <summary>Keeps the user's password in an address out of everything that is shown or stored.</summary>
internal static partial class MaskedAddress
{
    private const string Mask = "***";

    /// <summary>The address with <c>***</c> in place of its password; a user without a password may be a token, and is masked too.</summary>
    public static Uri Of(Uri address) => address.UserInfo.Length == 0 ? address : new UriBuilder(address)
    {
        UserName = address.UserInfo.Contains(':', StringComparison.Ordinal) ? address.UserInfo.Split(':', 2)[0] : Mask,
        Password = address.UserInfo.Contains(':', StringComparison.Ordinal) ? Mask : "",
    }.Uri;

    /// <summary>The address without its user and password.</summary>
    public static Uri Without(Uri address) => address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    /// <summary>A text that was given for an address. Where it is not one, whatever could be its user is masked.</summary>
    public static string OfText(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        var end = isAddress && text.IndexOfAny(['/', '?', '#', '\\'], start) is var path and >= 0 ? path : text.Length;
        var at = text.LastIndexOf('@', end - 1);
        if (at < start)
            return text;
        var colon = isAddress ? text.IndexOf(':', start, at - start) : -1;
        return $"{text[..(colon < 0 ? start : colon + 1)]}{Mask}{text[at..]}";
    }

    /// <summary>A text with the addresses in it masked.</summary>
    public static string Within(string text) => text.Contains('@', StringComparison.Ordinal)
        ? UserInfo().Replace(text, user => user.Groups["password"].Success ? $"{user.Groups["user"]}:{Mask}@" : $"{Mask}@")
        : text;

    [GeneratedRegex(@"(?<=\bhttps?://)(?<user>[^\s/?#:@]*)(?<password>:[^\s/?#]*)?@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();
}
