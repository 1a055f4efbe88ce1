using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Facts;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

public sealed class EnvelopeNameTests
{
    [Fact]
    public void The_sender_writes_the_fields_of_the_envelopes_schema_in_its_order()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schemas", "envelope.schema.json")))!;
        var names = PartneroFacts.Sheet.Envelope;

        Assert.Equal(
            schema["properties"]!.AsObject().Select(property => property.Key),
            [names.Event, names.Url, names.WebhookKey, names.CreatedAt, names.Data]);
    }
}
