using System.Text.Json;
using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

public class PayloadTests
{
    [Fact]
    public void The_documented_partner_is_read()
    {
        var partner = Read.As<PartnerCreated>(Bodies.Example("partner.created.envelope")).Data;
        Assert.Equal("partner_abc123", partner.Id);
        Assert.Equal("partner@partnero.com", partner.Email);
        Assert.Equal(PartnerStatus.Approved, partner.Status);
        Assert.Null(partner.Key);
        Assert.Empty(partner.Metadata!);
    }

    [Fact]
    public void The_documented_transaction_is_read()
    {
        var transaction = Read.As<TransactionCreated>(Bodies.WithEnvelope("transaction.created")).Data;
        Assert.Equal("txn_123", transaction.Key);
        Assert.Equal(99.99m, transaction.Amount);
        Assert.Equal("cust_456", transaction.Customer?.Id);
        Assert.Equal("partner@partnero.com", transaction.Partner?.Email);
        Assert.Equal(19.99m, transaction.Reward?.Amount);
    }

    [Fact]
    public void The_documented_reward_is_read()
    {
        var reward = Read.As<RewardApproved>(Bodies.WithEnvelope("reward.approved")).Data;
        Assert.Equal("reward_789", reward.Id);
        Assert.Equal(new DateTimeOffset(2025, 1, 20, 9, 0, 0, TimeSpan.Zero), reward.ApprovedAt);
    }

    [Fact]
    public void The_documented_partner_without_metadata_is_read() =>
        Assert.Null(Read.As<PartnerCreated>(Bodies.WithEnvelope("partner.created")).Data.Metadata);

    [Theory]
    [InlineData("\"c1\"", null)]
    [InlineData("{\"id\":\"c1\"}", null)]
    [InlineData("{\"id\":\"c1\",\"email\":null}", null)]
    [InlineData("{\"id\":\"c1\",\"email\":\"c@d.example\"}", "c@d.example")]
    public void A_reference_is_an_object_or_a_bare_id(string json, string? email)
    {
        var reference = Read.As<RewardCreated>(Bodies.Of("reward.created", $"{{\"id\":\"r1\",\"partner\":{json}}}")).Data.Partner;
        Assert.Equal("c1", reference?.Id);
        Assert.Equal(email, reference?.Email);
    }

    [Fact]
    public void A_status_that_the_schema_does_not_name_keeps_its_text()
    {
        var status = Read.As<PartnerCreated>(Bodies.Partner(",\"status\":\"dormant\"")).Data.Status;
        Assert.Equal("dormant", status?.Value);
        Assert.False(status?.IsKnown);
    }

    [Fact]
    public void An_unknown_property_is_kept()
    {
        var kept = Read.As<PartnerCreated>(Bodies.Partner(",\"score\":true,\"nested\":{\"a\":[1,null]}")).Data.AdditionalProperties;
        Assert.Equal(["score", "nested"], kept.Keys);
        Assert.Equal(JsonValueKind.True, kept["score"].ValueKind);
        Assert.Equal("{\"a\":[1,null]}", kept["nested"].GetRawText());
    }

    [Fact]
    public void Without_unknown_properties_none_are_kept() =>
        Assert.Empty(Read.As<PartnerCreated>(Bodies.Partner("")).Data.AdditionalProperties);

    [Fact]
    public void The_last_of_two_equal_properties_wins_as_in_PHP() =>
        Assert.Equal("second", Read.As<PartnerCreated>(Bodies.Partner(",\"name\":\"first\",\"name\":\"second\"")).Data.Name);

    [Theory]
    [InlineData("voucher.issued")]
    [InlineData("Partner.Created")]
    [InlineData("partner.created ")]
    [InlineData("")]
    public void An_unknown_event_arrives_with_all_that_it_holds(string name)
    {
        var webhook = Read.As<UnknownWebhook>(Bodies.Of(name, "{\"id\":5,\"more\":[1.0e+25]}"));
        Assert.Equal(name, webhook.Event);
        Assert.Equal("wh_1", webhook.WebhookKey);
        Assert.Equal("{\"id\":5,\"more\":[1.0e+25]}", webhook.Data.GetRawText());
    }
}
