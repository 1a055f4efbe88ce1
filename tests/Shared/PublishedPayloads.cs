using System.Text.Json;

namespace Partnero.Contracts.TestSupport;

/// <summary>The payloads that Partnero publishes, and the events that could carry each: which of the two shapes a webhook carries is not known.</summary>
internal static class PublishedPayloads
{
    private static readonly string[] Partner = ["partner.created", "partner.updated", "partner.deleted", "partner.approved", "partner.rejected", "partner.archived"];
    private static readonly string[] Customer = ["customer.created", "customer.updated", "customer.deleted", "customer.credited", "customer.rewarded"];
    private static readonly string[] Transaction = ["transaction.created", "transaction.updated", "transaction.deleted"];
    private static readonly string[] Reward = ["reward.created", "reward.approved", "reward.paid"];
    private static readonly string[] Lead = ["lead.submitted", "lead.converted", "lead.rejected"];
    private static readonly string[] Subscriber = ["subscriber.created", "subscriber.updated", "subscriber.deleted", "subscriber.rewarded"];

    private static readonly (string File, string[] Events)[] Carriers =
    [
        ("partner.created", Partner),
        ("partner.created.envelope", Partner),
        ("transaction.created", Transaction),
        ("reward.approved", Reward),
        ("rest/partner", Partner),
        ("rest/partner.created.minimal", Partner),
        ("rest/customer.referral", Customer),
        ("rest/transaction.affiliate", Transaction),
        ("rest/transaction.referral", Transaction),
        ("rest/reward", Reward),
        ("rest/reward.newsletter", Reward),
        ("rest/lead", Lead),
        ("rest/subscriber", Subscriber),
    ];

    /// <summary>The files below tests/Payloads, without their ending.</summary>
    public static IEnumerable<string> Files => Carriers.Select(carrier => carrier.File);

    /// <summary>Each payload with each event that could carry it.</summary>
    public static IEnumerable<(string File, string Event)> Deliveries =>
        Carriers.SelectMany(carrier => carrier.Events.Select(name => (carrier.File, name)));

    /// <summary>The text of a file; the project copies them beside its tests.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", file + ".json"));

    /// <summary>What a payload is about: its id, else its key; null for a subscriber who has neither.</summary>
    public static string? EntityOf(string file)
    {
        using var document = JsonDocument.Parse(Text(file));
        var data = DataOf(document);
        return new[] { "id", "key" }
            .Select(name => data.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null)
            .FirstOrDefault(value => value is not null);
    }

    /// <summary>A payload in the envelope of an event.</summary>
    public static string Body(string file, string @event)
    {
        using var document = JsonDocument.Parse(Text(file));
        return $$"""{"event":"{{@event}}","url":"https:\/\/your-server.com\/webhooks\/partnero","webhook_key":"wh_abc123","created_at":"2025-01-15T10:30:00.000000Z","data":{{DataOf(document).GetRawText()}}}""";
    }

    /// <summary>The payload alone, or the data of an event that the guide prints.</summary>
    private static JsonElement DataOf(JsonDocument document) =>
        document.RootElement.TryGetProperty("data", out var data) ? data : document.RootElement;
}
