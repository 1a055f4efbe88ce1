using System.Text.RegularExpressions;

namespace Partnero.Contracts.Testing.Reporting;

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

    /// <summary>A text that was given for an address and may be none: then whatever could be its user is masked.</summary>
    public static string OfText(string text) => text.LastIndexOf('@') is var at and >= 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        ? $"{text[..AfterScheme(text, at)]}{Mask}{text[at..]}"
        : Within(text);

    /// <summary>A text with the addresses in it masked.</summary>
    public static string Within(string text) => text.Contains('@', StringComparison.Ordinal)
        ? UserInfo().Replace(text, user => user.Groups["password"].Success ? $"{user.Groups["user"]}:{Mask}@" : $"{Mask}@")
        : text;

    private static int AfterScheme(string text, int at) => text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 && scheme < at ? scheme + 3 : 0;

    [GeneratedRegex(@"(?<=\bhttps?://)(?<user>[^\s/?#:@]*)(?<password>:[^\s/?#]*)?@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();
}
