using System.Globalization;
using System.Net;
using Consumer.PartneroWebhooks;
using Consumer.Tests.Hosting;
using Xunit;

namespace Consumer.Tests;

public sealed class MoneyTests : BillingTest
{
    [Theory]
    [InlineData("99.99", "99.99")]
    [InlineData("\"99.90\"", "99.90")]
    [InlineData("5.996999999999999", "5.996999999999999")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("1.0e-5", "0.000010")]
    [InlineData("-12345678901.235", "-12345678901.235")]
    public async Task An_amount_is_stored_with_every_digit_that_came(string sent, string stored)
    {
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("reward.approved", Payloads.Reward("reward_1", sent)));

        Assert.Equal(stored, Billing.Ask(session => session.Scalar("SELECT amount FROM rewards WHERE id = 'reward_1'")));
        Assert.Equal("text", Billing.Ask(session => session.Scalar("SELECT typeof(amount) FROM rewards")));
        var applied = Assert.Single(Billing.FindApplied(PartneroEvents.RewardApproved, "reward_1"));
        Assert.Equal(decimal.Parse(stored, CultureInfo.InvariantCulture), applied.Amount);
    }

    [Fact]
    public async Task Two_transactions_with_one_key_are_both_kept()
    {
        await Sender.SendAsync("transaction.created", Payloads.Transaction("txn_1", "10.10"));
        await Sender.SendAsync("transaction.created", Payloads.Transaction("txn_1", "20.20"), minute: 1);

        Assert.Equal(["10.10", "20.20"], Billing.Ask(session => session.Query("SELECT amount FROM transactions ORDER BY id", row => row.GetString(0))));
    }

    [Fact]
    public async Task An_update_changes_the_one_of_two_transactions_that_was_created_at_its_time()
    {
        await Sender.SendAsync("transaction.created", Payloads.Transaction("txn_1", "10", createdOn: 11));
        await Sender.SendAsync("transaction.created", Payloads.Transaction("txn_1", "20", createdOn: 12), minute: 1);
        await Sender.SendAsync("transaction.updated", """{"key":"txn_1","amount":15,"created_at":"2025-01-11T10:30:00.000000Z"}""", minute: 2);

        Assert.Equal(["15", "20"], Billing.Ask(session => session.Query("SELECT amount FROM transactions ORDER BY id", row => row.GetString(0))));
    }
}
