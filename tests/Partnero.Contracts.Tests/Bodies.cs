using System.Text;

namespace Partnero.Contracts.Tests;

/// <summary>Bodies of deliveries, from the sender's documented examples.</summary>
internal static class Bodies
{
    /// <summary>The one example that the guide prints with its envelope, without the file's last line end.</summary>
    public static byte[] PartnerCreated => Encoding.UTF8.GetBytes(Example("partner.created.envelope").TrimEnd());

    /// <summary>The text of an example.</summary>
    public static string Example(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Payloads", name + ".json"));

    /// <summary>An example that the guide prints without an envelope, in one.</summary>
    public static string WithEnvelope(string name)
    {
        using var example = System.Text.Json.JsonDocument.Parse(Example(name));
        return Of(name, example.RootElement.GetProperty("data").GetRawText());
    }

    /// <summary>A body of an event with a payload, in the order in which the sender writes its fields.</summary>
    public static string Of(string @event, string data) =>
        $$"""{"event":"{{@event}}","url":"https:\/\/shop.example\/hooks","webhook_key":"wh_1","created_at":"2025-01-15T10:30:00.000000Z","data":{{data}}}""";

    /// <summary>A partner.created with the required fields and more of them.</summary>
    public static string Partner(string more) =>
        Of("partner.created", $$"""{"id":"p1","email":"a@b.example","status":"pending","created_at":"2025-01-15T10:30:00.000000Z"{{more}}}""");
}
