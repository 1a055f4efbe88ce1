using System.Text;

namespace Partnero.Contracts.AspNetCore.Tests.Hosting;

/// <summary>What Partnero sends, and what others send in its place.</summary>
internal static class Deliveries
{
    public const string Secret = "aB3dE5fG7hJ9kL1m";

    /// <summary>The documented example: a partner.created.</summary>
    public static byte[] PartnerCreated => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Payloads", "partner.created.envelope.json"));

    /// <summary>Signed JSON that lacks what a partner must have.</summary>
    public static byte[] Unreadable => Of("partner.created", "{\"id\":true}");

    public static byte[] Of(string @event, string data) => Encoding.UTF8.GetBytes(
        $$"""{"event":"{{@event}}","url":"https:\/\/shop.example\/hooks","webhook_key":"wh_1","created_at":"2025-01-15T10:30:00.000000Z","data":{{data}}}""");

    /// <summary>The documented example with blanks after it, up to a length in bytes.</summary>
    public static byte[] OfLength(int length) => [.. PartnerCreated, .. Enumerable.Repeat((byte)' ', length - PartnerCreated.Length)];

    public static HttpRequestMessage Signed(byte[] body, string secret = Secret) => WithSignature(body, PartneroSignature.Compute(body, secret));

    /// <param name="body">The body.</param>
    /// <param name="signature">The value of the header; null for no such header.</param>
    /// <param name="header">The name of the header.</param>
    public static HttpRequestMessage WithSignature(byte[] body, string? signature, string header = PartneroSignature.HeaderName)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, TestConsumer.WebhookPath) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation(header, signature);
        return request;
    }

    /// <summary>The same delivery to another path.</summary>
    public static HttpRequestMessage To(this HttpRequestMessage request, string path)
    {
        request.RequestUri = new Uri(path, UriKind.Relative);
        return request;
    }

    /// <summary>The same delivery with a body whose length is not announced.</summary>
    public static HttpRequestMessage Chunked(this HttpRequestMessage request)
    {
        request.Headers.TransferEncodingChunked = true;
        return request;
    }
}
