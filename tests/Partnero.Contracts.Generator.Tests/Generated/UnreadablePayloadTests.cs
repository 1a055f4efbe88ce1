using System.Text.Json.Nodes;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

public sealed class UnreadablePayloadTests(PayloadTests.Generated generated) : IClassFixture<PayloadTests.Generated>
{
    [Fact]
    public void A_null_id_counts_as_absent() =>
        Assert.Equal("/data/id", PointerOf("partner.created", body => Data(body)["id"] = null));

    [Theory]
    [InlineData("true")]
    [InlineData("7.5")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void An_id_that_is_neither_a_string_nor_a_whole_number_is_refused_at_the_id(string id) =>
        Assert.Equal("/data/id", PointerOf("partner.created", body => Data(body)["id"] = JsonNode.Parse(id)));

    [Fact]
    public void A_partner_without_an_id_is_refused_at_the_id() =>
        Assert.Equal("/data/id", PointerOf("partner.created", body => Data(body).Remove("id")));

    [Fact]
    public void An_amount_that_is_no_number_is_refused_at_the_amount() =>
        Assert.Equal("/data/amount", PointerOf("transaction.created", body => Data(body)["amount"] = "a lot"));

    [Fact]
    public void A_wrong_type_in_a_nested_object_is_refused_at_its_place() =>
        Assert.Equal("/data/reward/amount", PointerOf("transaction.created", body => Data(body)["reward"]!["amount"] = true));

    [Fact]
    public void A_payload_that_is_no_object_is_refused_at_data() =>
        Assert.Equal("/data", PointerOf("partner.created", body => body["data"] = "none"));

    [Theory]
    [InlineData("event")]
    [InlineData("url")]
    [InlineData("webhook_key")]
    [InlineData("created_at")]
    [InlineData("data")]
    public void A_missing_field_of_the_envelope_is_refused_at_its_name(string field) =>
        Assert.Equal("/" + field, PointerOf("partner.created", body => body.Remove(field)));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}}")]
    public void A_body_that_is_no_object_is_refused_as_a_whole(string body) => Assert.Equal("", Refusal(body).Pointer);

    private static JsonObject Data(JsonObject body) => body["data"]!.AsObject();

    private string PointerOf(string example, Action<JsonObject> change) => Refusal(Payloads.Example(example, change)).Pointer;

    private PayloadException Refusal(string body) => Assert.Throws<PayloadException>(() => { generated.Assembly.Read(body); });
}
