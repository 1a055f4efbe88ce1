using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Partnero.Contracts.Testing.Facts;

namespace Partnero.Contracts.Testing.Tests.SecondSender;

/// <summary>
/// Another sender, as the Standard Webhooks specification describes one: it signs an id, a time and the body, in three headers.
/// All that is known of it stands here, and nothing of it anywhere else.
/// </summary>
internal static class StandardWebhooks
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private const string IdHeader = "webhook-id";
    private const string TimestampHeader = "webhook-timestamp";
    private const string SecretPrefix = "whsec_";

    public static SenderFacts Sheet { get; } = new()
    {
        Guide = "The Standard Webhooks specification",
        Signing = new MessageSignature(),
        Envelope = new EnvelopeNames { Event = "type", CreatedAt = "timestamp", Data = "data" },
        Events = new EventGrammar('.', "created", "updated", "deleted"),
        SomeEvents = ("invoice.paid", "invoice.created"),
        Waits = [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5)],
        AnswerTimeout = TimeSpan.FromSeconds(15),
        TransportHeaders = [new("User-Agent", "standard/1"), new("Content-Type", "application/json")],
        OtherTransportHeaders = [new("User-Agent", "standard/2"), new("Content-Type", "application/json")],
    };

    private const string Invoice = """
        {
          "type": "object",
          "required": ["id", "amount", "currency"],
          "properties": {
            "id": {"type": "string"},
            "amount": {"type": "number", "minimum": 0, "maximum": 100000},
            "currency": {"type": "string", "enum": ["EUR", "USD"]},
            "note": {"type": ["string", "null"]}
          }
        }
        """;

    public static WebhookSchemas Schemas { get; } = WebhookSchemas.OfSender(Sheet, """
        {
          "type": "object",
          "required": ["type", "timestamp", "data"],
          "properties": {
            "type": {"type": "string"},
            "timestamp": {"type": "string", "format": "date-time"},
            "data": {"type": "object"}
          }
        }
        """).With("invoice.created", Invoice).With("invoice.paid", Invoice);

    /// <summary>Whether a request is the sender's own.</summary>
    public static bool IsSigned(Func<string, string> header, ReadOnlySpan<byte> body) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header(Sheet.Signing.HeaderName)), Encoding.UTF8.GetBytes(Sign(header(IdHeader), header(TimestampHeader), body, Secret)));

    private static string Sign(string id, string timestamp, ReadOnlySpan<byte> body, string secret)
    {
        var key = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? Convert.FromBase64String(secret[SecretPrefix.Length..]) : Encoding.UTF8.GetBytes(secret);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]));
    }

    private sealed class MessageSignature : SigningScheme
    {
        public override string HeaderName => "webhook-signature";

        public override IReadOnlyList<KeyValuePair<string, string>> SignedHeaders(ReadOnlySpan<byte> body, DateTimeOffset moment) =>
        [
            new(IdHeader, "msg_" + Convert.ToHexStringLower(SHA256.HashData(body))[..24]),
            new(TimestampHeader, moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];

        public override string Compute(ReadOnlySpan<byte> body, IReadOnlyList<KeyValuePair<string, string>> headers, string secret) =>
            Sign(Value(headers, IdHeader), Value(headers, TimestampHeader), body, secret);

        private static string Value(IReadOnlyList<KeyValuePair<string, string>> headers, string name) => headers.First(header => header.Key == name).Value;
    }
}
