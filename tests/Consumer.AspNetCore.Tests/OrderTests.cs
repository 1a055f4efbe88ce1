using System.Net;
using Consumer.PartneroWebhooks;
using Consumer.Tests.Hosting;
using Xunit;

namespace Consumer.Tests;

public sealed class OrderTests : BillingTest
{
    [Fact]
    public async Task An_update_keeps_what_did_not_come()
    {
        await Sender.SendAsync("partner.created", Payloads.Partner("p1"));
        await Sender.SendAsync("partner.updated", """{"id":"p1","surname":"Lovelace","email":null}""", minute: 1);

        Assert.Equal("ada@example.com Ada Lovelace pending", Partner());
    }

    [Fact]
    public async Task A_name_is_kept_to_the_last_character()
    {
        await Sender.SendAsync("partner.updated", """{"id":"p1","name":"\u0141 \/ \ud83d\ude00 \u0000 '--"}""");

        Assert.Equal("\u0141 / \ud83d\ude00 \0 '--", Assert.Single(Billing.FindApplied(PartneroEvents.PartnerUpdated, "p1")).Name);
        Assert.Equal("\u0141 / \ud83d\ude00 \0 '--", Billing.Ask(session => session.Scalar("SELECT name FROM partners")));
    }

    [Fact]
    public async Task An_update_of_a_transaction_keeps_what_did_not_come()
    {
        await Sender.SendAsync("transaction.created", Payloads.Transaction("t1", "10.50"));
        await Sender.SendAsync("transaction.updated", """{"key":"t1","amount":9.75}""", minute: 1);

        Assert.Equal("9.75 EUR p1", Transaction());
    }

    [Fact]
    public async Task An_older_update_that_comes_late_overwrites_nothing()
    {
        await Sender.SendAsync("partner.created", Payloads.Partner("p1"));
        await Sender.SendAsync("partner.updated", """{"id":"p1","status":"approved"}""", minute: 2);
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.updated", """{"id":"p1","status":"pending"}""", minute: 1));

        Assert.Equal("ada@example.com Ada Byron approved", Partner());
        Assert.Single(Billing.FindApplied(PartneroEvents.PartnerUpdated, "p1"));
    }

    [Fact]
    public async Task A_creation_that_comes_late_fills_the_gaps()
    {
        await Sender.SendAsync("partner.updated", """{"id":"p1","surname":"Lovelace"}""", minute: 1);
        await Sender.SendAsync("partner.created", Payloads.Partner("p1"));

        Assert.Equal("ada@example.com Ada Lovelace pending", Partner());
        Assert.Single(Billing.FindApplied(PartneroEvents.PartnerCreated, "p1"));
    }

    [Fact]
    public async Task A_transaction_whose_update_came_first_is_one_transaction()
    {
        await Sender.SendAsync("transaction.updated", """{"key":"t1","amount":9.75}""", minute: 1);
        await Sender.SendAsync("transaction.created", Payloads.Transaction("t1", "10.50"));

        Assert.Equal("9.75 EUR p1", Transaction());
    }

    [Fact]
    public async Task A_late_update_does_not_bring_back_what_was_deleted()
    {
        await Sender.SendAsync("partner.created", Payloads.Partner("p1"));
        await Sender.SendAsync("partner.deleted", """{"id":"p1"}""", minute: 2);
        await Sender.SendAsync("partner.updated", """{"id":"p1","status":"approved"}""", minute: 1);
        await Sender.SendAsync("partner.updated", """{"id":"p1","status":"approved"}""", minute: 3);

        Assert.Equal(1L, Billing.Ask(session => session.Scalar("SELECT count(*) FROM partners WHERE deleted_at IS NOT NULL")));
    }

    [Fact]
    public async Task A_late_approval_does_not_undo_a_payment()
    {
        await Sender.SendAsync("reward.paid", """{"id":"r1","amount":5}""", minute: 1);
        await Sender.SendAsync("reward.approved", Payloads.Reward("r1", "4"));

        Assert.Equal("5 EUR", Billing.Ask(session => session.Scalar("SELECT amount || ' ' || currency FROM rewards WHERE paid_at IS NOT NULL AND approved_at IS NOT NULL")));
    }

    private object? Partner() => Billing.Ask(session => session.Scalar("SELECT email || ' ' || name || ' ' || surname || ' ' || status FROM partners"));

    private string Transaction() => Assert.Single(Billing.Ask(session => session.Query(
        "SELECT amount || ' ' || currency || ' ' || partner_id FROM transactions", row => row.GetString(0))));
}
