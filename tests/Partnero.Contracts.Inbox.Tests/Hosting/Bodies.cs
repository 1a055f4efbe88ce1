using System.Globalization;
using System.Text;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>What Partnero sends.</summary>
internal static class Bodies
{
    public static readonly DateTimeOffset Moment = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    public static byte[] Partner(string id, string action = "created", string? data = null, TimeSpan later = default, string blank = "") => Encoding.UTF8.GetBytes(
        $$"""{"event":"partner.{{action}}","url":"https:\/\/shop.example\/hooks","webhook_key":"wh_1",{{blank}}"created_at":"{{(Moment + later).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)}}","data":{{data ?? $$"""{"id":"{{id}}","email":"{{id}}@example.com","name":"Ann","surname":"Lee","status":"approved"}"""}}}""");
}
