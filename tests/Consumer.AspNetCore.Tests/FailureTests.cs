using System.Net;
using Consumer.PartneroWebhooks;
using Consumer.Tests.Hosting;
using Partnero.Contracts.Testing;
using Xunit;

namespace Consumer.Tests;

public sealed class FailureTests : BillingTest
{
    private static readonly string Created = Payloads.Transaction("txn_1", "10.10");

    [Theory]
    [InlineData(FailurePoint.BeforeEffect, 0)]
    [InlineData(FailurePoint.BeforeCommit, 0)]
    [InlineData(FailurePoint.AfterCommit, 1)]
    public async Task A_failed_attempt_and_its_retry_take_effect_once(FailurePoint point, int afterTheFailure)
    {
        await Billing.Consumer.FailFor!(PartneroEvents.TransactionCreated, "txn_1", 2, point, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, await Sender.SendAsync("transaction.created", Created));
        Assert.Equal(afterTheFailure, Effects());
        Assert.Equal(HttpStatusCode.InternalServerError, await Sender.SendAsync("transaction.created", Created));
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("transaction.created", Created));
        Assert.Equal(1, Effects());
        Assert.Equal(1L, Billing.Ask(session => session.Scalar("SELECT count(*) FROM transactions")));
    }

    [Fact]
    public async Task Only_the_event_and_the_entity_that_were_named_fail()
    {
        await Billing.Consumer.FailFor!(PartneroEvents.TransactionCreated, "txn_2", 1, FailurePoint.BeforeEffect, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("transaction.created", Created));
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("transaction.updated", """{"key":"txn_2","amount":1}"""));
    }

    [Fact]
    public async Task A_duplicate_after_a_restart_takes_no_effect()
    {
        await Sender.SendAsync("transaction.created", Created);
        var address = await Billing.RestartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(address, Billing.Consumer.Address);
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("transaction.created", Created));
        Assert.Equal(1, Effects());
    }

    private int Effects() => Billing.FindApplied(PartneroEvents.TransactionCreated, "txn_1").Count;
}
