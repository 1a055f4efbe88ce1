using System.Diagnostics;
using System.Net;
using System.Text;
using Consumer.Tests.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Consumer.Tests;

public sealed class MaintenanceTests : BillingTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_unreadable_delivery_is_stored_once_and_refused()
    {
        const string body = """{"event":"partner.created","url":"u","webhook_key":"w","created_at":"2025-01-15T10:30:00.000000Z","data":{"id":5}}""";

        Assert.Equal(HttpStatusCode.BadRequest, await Sender.PostAsync(body));
        Assert.Equal(HttpStatusCode.BadRequest, await Sender.PostAsync(body));

        var stored = Assert.Single(Billing.Ask(session => session.Query(
            "SELECT body, pointer FROM unreadable", row => (Body: Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0)), Pointer: row.GetString(1)))));
        Assert.Equal((body, "/data/id"), stored);
    }

    [Fact]
    public async Task The_service_is_healthy_while_its_database_answers()
    {
        Assert.Equal(HttpStatusCode.OK, await Sender.GetAsync(ConsumerApp.HealthPath));

        Billing.Ask(session => session.Execute("DROP TABLE inbox"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Sender.GetAsync(ConsumerApp.HealthPath));
    }

    [Fact]
    public async Task A_delivery_is_remembered_for_seven_days_and_then_forgotten()
    {
        await Sender.SendAsync("partner.created", Payloads.Partner("first"));
        Billing.Time.Advance(TimeSpan.FromHours(3));
        await Sender.SendAsync("partner.created", Payloads.Partner("second"));

        // The first is 7 days and 2 hours old, the second an hour short of 7 days.
        Billing.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(1));
        await UntilAsync(() => Remembered() == 1);
        await Sender.SendAsync("partner.created", Payloads.Partner("second"));
        Assert.Single(Billing.FindApplied("partner.created", "second"));
        Assert.Equal(1, Remembered());

        Billing.Time.Advance(TimeSpan.FromHours(3));
        await UntilAsync(() => Remembered() == 0);
    }

    [Fact]
    public void Without_a_secret_the_service_does_not_start() =>
        Assert.Throws<OptionsValidationException>(() => ConsumerApp.Build(["--Partnero:Secret", "", "--ConnectionStrings:Billing", "Data Source=:memory:"]));

    private long Remembered() => Billing.Ask(session => (long)session.Scalar("SELECT count(*) FROM inbox")!);

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var clock = Stopwatch.StartNew(); !condition();)
        {
            Assert.True(clock.Elapsed < Patience, $"It did not come about within {Patience}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
