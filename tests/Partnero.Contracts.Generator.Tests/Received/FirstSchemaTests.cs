extern alias fixtures;

using System.Text;
using fixtures::Partnero.Contracts.Testing;
using fixtures::Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Received;

/// <summary>A first schema, of an event that none describes.</summary>
public sealed class FirstSchemaTests(ITestOutputHelper output)
{
    [Fact]
    public void An_event_that_no_schema_describes_gets_one()
    {
        ReadOnlyMemory<byte>[] bodies =
        [
            Encoding.UTF8.GetBytes(Payloads.Body("payout.sent", """{"id":7,"sum":20,"to":{"id":"p1"},"notes":[],"labels":{"a b":1},"when":null}""")),
            Encoding.UTF8.GetBytes(Payloads.Body("payout.sent", """{"id":"8","sum":20.5,"to":"p1","when":"2025-01-15T10:30:00.000000Z"}""")),
        ];
        var proposal = Proposed.Of(WebhookSchemas.BuiltIn, "payout.sent", bodies)!;

        output.WriteLine(proposal.Text);
        var generated = Proposed.Generate("payout.sent", proposal.Text);
        Assert.All(bodies, body => Assert.Empty(generated.Dispatcher.Read(body).Deviations));
        dynamic read = generated.Dispatcher.Read(bodies[1]);
        Assert.Equal(("8", 20.5m), ((string)read.Data.Id, (decimal)read.Data.Sum));
        Assert.Equal(new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero), (DateTimeOffset)read.Data.When);
    }

    [Theory]
    [InlineData("""{"id":"p1"}""")]
    [InlineData("""{"1x":"x"}""")]
    [InlineData("""{"id":"p1"}""", "[]")]
    [InlineData("""[{"id":"p1"}]""")]
    [InlineData("[]")]
    [InlineData("\"paid\"")]
    [InlineData("5", "\"5.5\"")]
    [InlineData("true", "null")]
    [InlineData("\"2025-01-15T10:30:00.000000Z\"")]
    public void A_first_schema_makes_nothing_unreadable_that_was_acknowledged_without_one(params string[] seen)
    {
        const string name = "invoice.settled";
        var proposal = Proposed.Of(WebhookSchemas.BuiltIn, name, [.. seen.Select(data => (ReadOnlyMemory<byte>)Proposed.Body(name, data))])!;

        Assert.Contains("where a payload has another type, Data is null", Assert.Single(proposal.Changes).What, StringComparison.Ordinal);
        var generated = Proposed.Generate(name, proposal.Text);
        Assert.All(seen, data => Assert.Empty(generated.Dispatcher.Read(Proposed.Body(name, data)).Deviations));
        Assert.All(["[]", "{}", "null", "\"x\"", "5.5", "true", "[1]", """{"id":{},"1x":[]}"""], data =>
        {
            var webhook = generated.Dispatcher.Read(Proposed.Body(name, data));
            var reading = DeliveryReading.Of(Proposed.Body(name, data), new ReadableSchemas(WebhookSchemas.BuiltIn.With(name, proposal.Text)));
            Assert.Equal(webhook.Deviations.Select(deviation => deviation.ToString()), reading.Deviations.Select(deviation => deviation.ToString()));
        });
    }

    [Theory]
    [InlineData("""{"id":"p1","1x":"x"}""", "id")]
    [InlineData("""{"firstName":"A","first_name":"B","id":1}""", "firstName", "id")]
    [InlineData("""{"1x":"x","2y":"y","id":1}""", "id")]
    public void A_payload_is_an_object_also_where_some_of_its_names_are_none_of_properties(string data, params string[] names)
    {
        var proposal = Proposed.Of(WebhookSchemas.BuiltIn, "invoice.settled", [Proposed.Body("invoice.settled", data)])!;

        using var schema = System.Text.Json.JsonDocument.Parse(proposal.Text);
        Assert.Equal(names, schema.RootElement.GetProperty("anyOf")[0].GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Empty(Proposed.Generate("invoice.settled", proposal.Text).Dispatcher.Read(Proposed.Body("invoice.settled", data)).Deviations);
    }

    [Theory]
    [InlineData("""{"labels":{"a b":1,"c":2}}""", "\"labels\":{\"anyOf\":[{\"type\":\"object\"}")]
    [InlineData("""{"labels":{"a b":1,"c":2,"d":3}}""", "\"labels\":{\"type\":\"object\",\"properties\":{\"c\"")]
    public void What_it_holds_is_a_map_where_most_names_are_none_of_properties(string data, string words) => Assert.Contains(
        words,
        System.Text.Json.Nodes.JsonNode.Parse(Proposed.Of(WebhookSchemas.BuiltIn, "invoice.settled", [Proposed.Body("invoice.settled", data)])!.Text)!.ToJsonString(),
        StringComparison.Ordinal);
}
