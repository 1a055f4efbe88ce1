using System.Net;
using System.Text.Json;
using Consumer.Tests.Hosting;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Consumer.Tests;

/// <summary>The payloads that Partnero publishes, in either shape.</summary>
public sealed class PublishedPayloadTests : BillingTest
{
    public static TheoryData<string, string> Deliveries => [.. PublishedPayloads.Deliveries];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task A_published_payload_is_acknowledged_and_applied_where_its_event_is_handled(string file, string name)
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync(file, name));

        Assert.Equal(HandledEvents.All.Contains(name) ? 1 : 0, Billing.FindApplied(name, PublishedPayloads.EntityOf(file) ?? "").Count);
    }

    [Fact]
    public async Task A_transaction_of_the_REST_reference_is_kept_with_its_unit()
    {
        await SendAsync("rest/transaction.affiliate", "transaction.created");

        Assert.Equal("99.99 USD partner_123 customer_123", Billing.Ask(session => session.Scalar("SELECT amount || ' ' || currency || ' ' || partner_id || ' ' || customer_id FROM transactions")));
    }

    [Fact]
    public async Task Two_rewards_of_one_transaction_that_have_no_id_are_both_kept()
    {
        await SendAsync("rest/reward", "reward.approved");
        await Sender.SendAsync("reward.approved", """{"key":"transaction_123","amount":5,"amount_units":"USD"}""");

        Assert.Equal(["29.997", "5"], Billing.Ask(session => session.Query("SELECT amount FROM rewards WHERE transaction_key = 'transaction_123' ORDER BY rowid", row => row.GetString(0))));
    }

    [Fact]
    public async Task A_transaction_without_a_key_is_kept()
    {
        await Sender.SendAsync("transaction.created", """{"amount":5}""");
        await Sender.SendAsync("transaction.updated", """{"amount":6}""", minute: 1);

        Assert.Equal(["5", "6"], Billing.Ask(session => session.Query("SELECT amount FROM transactions ORDER BY id", row => row.GetString(0))));
    }

    private Task<HttpStatusCode> SendAsync(string file, string name)
    {
        using var body = JsonDocument.Parse(PublishedPayloads.Body(file, name));
        return Sender.SendAsync(name, body.RootElement.GetProperty("data").GetRawText());
    }
}
