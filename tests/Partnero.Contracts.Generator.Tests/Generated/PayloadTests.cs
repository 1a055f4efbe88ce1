using System.Text.Json;
using System.Text.Json.Nodes;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>The built-in snapshots, compiled and run on what Partnero documents that it sends.</summary>
public sealed class PayloadTests(PayloadTests.Generated generated) : IClassFixture<PayloadTests.Generated>
{
    private static readonly DateTimeOffset Morning = new(2025, 1, 15, 10, 30, 0, TimeSpan.Zero);

    private readonly GeneratedAssembly _assembly = generated.Assembly;

    [Fact]
    public void The_envelope_of_the_documented_example_is_read()
    {
        var webhook = _assembly.Read(Payloads.Example("partner.created.envelope"));

        Assert.Equal("PartnerCreated", webhook.GetType().Name);
        Assert.Equal("partner.created", webhook.Event);
        Assert.Equal("https://your-server.com/webhooks/partnero", webhook.Url);
        Assert.Equal("wh_abc123", webhook.WebhookKey);
        Assert.Equal(Morning, webhook.CreatedAt);
    }

    [Fact]
    public void A_created_partner_is_read()
    {
        var partner = _assembly.Read(Payloads.Example("partner.created")).Data;

        Assert.Equal("Partner", partner.GetType().Name);
        Assert.Equal("partner_abc123", partner.Id);
        Assert.Equal("john-doe", partner.Key);
        Assert.Equal("partner@partnero.com", partner.Email);
        Assert.Equal("https://yoursite.com?ref=john-doe", partner.ReferralLink);
        Assert.Equal("pending", partner.Status.Value);
        Assert.True(partner.Status.IsKnown);
        Assert.Equal(Morning, partner.CreatedAt);
        Assert.Null(partner.UpdatedAt);
        Assert.Null(partner.Metadata);
    }

    [Fact]
    public void A_created_transaction_is_read()
    {
        var transaction = _assembly.Read(Payloads.Example("transaction.created")).Data;

        Assert.Equal("txn_123", transaction.Key);
        Assert.Equal(99.99m, transaction.Amount);
        Assert.Equal("USD", transaction.Currency);
        Assert.Equal("sale", transaction.Action);
        Assert.Equal("cust_456", transaction.Customer.Id);
        Assert.Equal("customer@partnero.com", transaction.Customer.Email);
        Assert.Equal(19.99m, transaction.Reward.Amount);
        Assert.Equal(new DateTimeOffset(2025, 1, 15, 14, 22, 0, TimeSpan.Zero), transaction.CreatedAt);
    }

    [Fact]
    public void An_approved_reward_is_read()
    {
        var reward = _assembly.Read(Payloads.Example("reward.approved")).Data;

        Assert.Equal("reward_789", reward.Id);
        Assert.Equal(19.99m, reward.Amount);
        Assert.Equal("partner_abc123", reward.Partner.Id);
        Assert.Equal("txn_123", reward.TransactionKey);
        Assert.Equal(new DateTimeOffset(2025, 1, 20, 9, 0, 0, TimeSpan.Zero), reward.ApprovedAt);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("[]", 0)]
    [InlineData("""{"plan":"pro"}""", 1)]
    [InlineData("""["pro","team"]""", 2)]
    public void Metadata_is_a_map_in_either_of_the_forms_of_PHP(string metadata, int count)
    {
        var body = Payloads.Example("partner.created", example => example["data"]!["metadata"] = JsonNode.Parse(metadata));

        Assert.Equal(count, ((IReadOnlyDictionary<string, JsonElement>)_assembly.Read(body).Data.Metadata).Count);
    }

    [Theory]
    [InlineData("""[{"value":"vip"},{"value":"eu"}]""")]
    [InlineData("""["vip","eu"]""")]
    [InlineData("""{"0":{"value":"vip"},"2":"eu"}""")]
    public void Tags_are_a_list_of_objects_or_texts_with_gaps_or_without(string tags)
    {
        var body = Payloads.Example("partner.created", example => example["data"]!["tags"] = JsonNode.Parse(tags));

        var read = _assembly.Read(body).Data.Tags;
        Assert.Equal(["vip", "eu"], new[] { (string)read[0].Value, (string)read[1].Value });
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("\"7\"", "7")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    public void An_id_is_read_as_its_text_whether_it_comes_as_a_string_or_a_number(string id, string expected)
    {
        var partner = _assembly.Read(Payloads.Example("partner.created", example => example["data"]!["id"] = JsonNode.Parse(id))).Data;
        var reference = _assembly.Read(Payloads.Example("reward.approved", example => example["data"]!["partner"] = JsonNode.Parse(id))).Data.Partner;
        var inner = _assembly.Read(Payloads.Example("reward.approved", example => example["data"]!["partner"]!["id"] = JsonNode.Parse(id))).Data.Partner;

        Assert.Equal((expected, expected, expected), ((string)partner.Id, (string)reference.Id, (string)inner.Id));
    }

    [Fact]
    public void A_bare_string_is_a_reference_by_its_id()
    {
        var body = Payloads.Example("reward.approved", example => example["data"]!["partner"] = "partner_7");

        var partner = _assembly.Read(body).Data.Partner;

        Assert.Equal("partner_7", partner.Id);
        Assert.Null(partner.Email);
    }

    [Fact]
    public void An_unknown_status_keeps_its_text()
    {
        var body = Payloads.Example("partner.created", example => example["data"]!["status"] = "on_holiday");

        var status = _assembly.Read(body).Data.Status;

        Assert.Equal("on_holiday", status.Value);
        Assert.False(status.IsKnown);
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("\"99.99\"", 99.99)]
    [InlineData("1.0e-2", 0.01)]
    public void An_amount_is_exact_however_PHP_writes_it(string json, double expected)
    {
        var body = Payloads.Example("transaction.created", example => example["data"]!["amount"] = JsonNode.Parse(json));

        Assert.Equal((decimal)expected, _assembly.Read(body).Data.Amount);
    }

    [Fact]
    public void A_property_that_no_schema_describes_is_kept()
    {
        var body = Payloads.Example("partner.created", example => example["data"]!["score"] = 7);

        Assert.Equal(7, _assembly.Read(body).Data.AdditionalProperties["score"].GetInt32());
    }

    [Fact]
    public void An_event_that_no_schema_describes_is_unknown_and_complete()
    {
        var webhook = Assert.IsType<UnknownWebhook>((object)_assembly.Read(Payloads.Body("payout.sent", """{"id":"p1"}""")));

        Assert.Equal("payout.sent", webhook.Event);
        Assert.Equal("p1", webhook.Data.GetProperty("id").GetString());
    }

    public sealed class Generated
    {
        internal GeneratedAssembly Assembly { get; } = BuiltInSnapshots.Compile();
    }
}
