using System.Text;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

public sealed class DocumentedPayloadTests
{
    public static TheoryData<string> Examples() =>
        [.. typeof(DocumentedPayloadTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("payloads/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_documentation_is_valid(string example)
    {
        Assert.Empty(WebhookSchemas.BuiltIn.Validate(Encoding.UTF8.GetBytes(Envelope(example).ToJsonString())));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_without_the_identity_of_its_entity_is_not(string example)
    {
        var envelope = Envelope(example);
        var data = envelope["data"]!.AsObject();
        Assert.True(data.Remove("id") | (data.ContainsKey("amount") && data.Remove("key")));

        Assert.NotEmpty(WebhookSchemas.BuiltIn.Validate(Encoding.UTF8.GetBytes(envelope.ToJsonString())));
    }

    [Fact]
    public void There_are_schemas_of_fifteen_documented_events_and_nine_others()
    {
        Assert.Equal((15, 24), (WebhookSchemas.BuiltIn.Documented.Count, WebhookSchemas.BuiltIn.Events.Count));
    }

    /// <summary>The guide prints most examples without the outer fields.</summary>
    private static JsonObject Envelope(string example)
    {
        using var stream = typeof(DocumentedPayloadTests).Assembly.GetManifestResourceStream(example)!;
        var envelope = JsonNode.Parse(stream)!.AsObject();
        envelope["url"] ??= "https://your-server.com/webhooks/partnero";
        envelope["webhook_key"] ??= "wh_abc123";
        envelope["created_at"] ??= "2025-01-15T10:30:00.000000Z";
        return envelope;
    }
}
