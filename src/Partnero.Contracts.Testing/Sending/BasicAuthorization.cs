using System.Net.Http.Headers;
using System.Text;

namespace Partnero.Contracts.Testing.Sending;

/// <summary>
/// Sends the user and password of an address as Basic authorization, as PHP's and curl's clients do: <see cref="HttpClient"/> leaves them out.
/// </summary>
internal static class BasicAuthorization
{
    public static void Authorize(this HttpRequestMessage request)
    {
        if (request.RequestUri is not { UserInfo.Length: > 0 } address || request.Headers.Contains("Authorization"))
            return;
        var parts = address.UserInfo.Split(':', 2);
        var credentials = $"{Uri.UnescapeDataString(parts[0])}:{Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "")}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }
}
