using Consumer.Tests.Hosting;
using Partnero.Contracts.Testing;
using Xunit;

namespace Consumer.Tests;

public sealed class BillingContract(ReplicatedBilling billing) : IClassFixture<ReplicatedBilling>
{
    [PartneroWebhookContract]
    public Task Billing_keeps_the_contract(WebhookClause clause) =>
        clause.VerifyAsync(billing.Consumer, TestContext.Current.CancellationToken);
}
