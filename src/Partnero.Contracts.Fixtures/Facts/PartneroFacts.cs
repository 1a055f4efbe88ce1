namespace Partnero.Contracts.Testing.Facts;

/// <summary>
/// What is known of Partnero's sender. "The guide" is Partnero's outgoing-webhooks guide; what it leaves open is taken from the package
/// that Laravel applications commonly send webhooks with (spatie/laravel-webhook-server), whose defaults the guide describes.
/// </summary>
internal static class PartneroFacts
{
    public static SenderFacts Sheet { get; } = new()
    {
        Guide = "The outgoing-webhooks guide",

        // The guide: a header Signature, lower-case hex HMAC-SHA256 of the raw body.
        Signing = new BodyDigest(),

        // The guide, "payload structure".
        Envelope = new EnvelopeNames { Event = "event", Url = "url", WebhookKey = "webhook_key", CreatedAt = "created_at", Data = "data" },

        // The guide's list of events: family, a dot, and what happened.
        Events = new EventGrammar('.', "created", "updated", "deleted"),
        SomeEvents = ("partner.archived", "partner.deleted"),

        // The guide: five attempts in all, at once, then after 1 min, 5 min, 30 min and 2 h.
        Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)],

        // The guide: answer within 5 seconds.
        AnswerTimeout = TimeSpan.FromSeconds(5),

        // The common sender package posts with Guzzle, as application/json without a charset.
        TransportHeaders = [new("User-Agent", "GuzzleHttp/7"), new("Content-Type", "application/json")],
        // An update of Guzzle, as the sender may install one.
        OtherTransportHeaders = [new("User-Agent", "GuzzleHttp/7.9"), new("Content-Type", "application/json")],

        // The common sender package can add one since February 2026, in seconds since 1970. It is not part of what is signed.
        UnsignedTimestampHeader = "Timestamp",

        // Earlier editions of the guide; it is wrong today.
        OldSignatureHeader = "X-Partnero-Signature",
    };

    /// <summary>The runtime's own signature: what is signed here is verified there.</summary>
    private sealed class BodyDigest : SigningScheme
    {
        public override string HeaderName => PartneroSignature.HeaderName;

        public override string Compute(ReadOnlySpan<byte> body, IReadOnlyList<KeyValuePair<string, string>> headers, string secret) => PartneroSignature.Compute(body, secret);
    }
}
