using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Xunit;

namespace Consumer.Tests;

public sealed class MaintenanceTests : BillingTest
{
    [Fact]
    public async Task An_unreadable_delivery_is_stored_once_and_acknowledged()
    {
        const string body = """{"event":"partner.created","url":"u","webhook_key":"w","created_at":"2025-01-15T10:30:00.000000Z","data":{"id":true}}""";

        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(body));
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(body));

        var stored = Assert.Single(Billing.Ask(session => session.Query(
            "SELECT body, reason FROM partnero_inbox WHERE state = 3", row => (Body: Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0)), Reason: row.GetString(1)))));
        Assert.Equal(body, stored.Body);
        Assert.Contains("/data/id must be", stored.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_secret_the_service_does_not_start() =>
        Assert.Throws<OptionsValidationException>(() => ConsumerApp.Build(["--Partnero:Secret", "", "--ConnectionStrings:Billing", "Data Source=:memory:"]));
}
