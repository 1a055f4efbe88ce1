using System.Net;
using Consumer.Tests.Hosting;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Consumer.Tests;

/// <summary>What the inbox remembers, and for how long: a delivery that it has forgotten is not applied once more.</summary>
public sealed class MemoryTests : BillingTest
{
    private const int MinutesADay = 24 * 60;

    private static readonly TimeSpan NineDays = TimeSpan.FromDays(9);

    [Fact]
    public async Task A_delivery_is_remembered_for_longer_than_it_would_be_applied_and_then_forgotten()
    {
        await Sender.SendAsync("partner.created", Payloads.Partner("first"));
        Billing.Time.Advance(TimeSpan.FromHours(3));
        await Sender.SendAsync("partner.created", Payloads.Partner("second"), minute: 180);

        // The first is an hour short of 7 days: it would be applied, and is known.
        Billing.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(4));
        await Sender.SendAsync("partner.created", Payloads.Partner("first"));
        Assert.Equal(1, Effects("first"));
        Assert.Equal(2, Remembered());
        Assert.Empty(Expired());

        // The first is 8 days and 2 hours old, the second an hour short of 8 days.
        Billing.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(3));
        await Poll.UntilAsync(() => Remembered() == 1);

        Billing.Time.Advance(TimeSpan.FromHours(3));
        await Poll.UntilAsync(() => Remembered() == 0);
    }

    [Fact]
    public async Task A_forgotten_delivery_that_comes_again_is_acknowledged_and_takes_no_second_effect()
    {
        await Sender.SendAsync("partner.created", Payloads.Partner("p1"));
        Billing.Time.Advance(NineDays);
        await Poll.UntilAsync(() => Remembered() == 0);

        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("p1")));
        Assert.Equal(1, Effects("p1"));
    }

    [Fact]
    public async Task A_restart_with_the_clock_nine_days_on_doubles_nothing()
    {
        for (var i = 0; i < 10; i++)
            await Sender.SendAsync("partner.created", Payloads.Partner($"p{i}"), minute: i);
        await Billing.RestartAsync(NineDays, TestContext.Current.CancellationToken);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner($"p{i}"), minute: i));
            Assert.Equal(1, Effects($"p{i}"));
        }
    }

    [Fact]
    public async Task Nothing_is_forgotten_in_the_first_hour_after_a_start()
    {
        await Sender.SendAsync("partner.created", Payloads.Partner("old"));
        await Billing.RestartAsync(NineDays, TestContext.Current.CancellationToken);

        // Each is a transaction, as forgetting is: it would have been done by then.
        for (var i = 0; i < 20; i++)
            await Sender.SendAsync("partner.created", Payloads.Partner($"p{i}"), minute: 9 * MinutesADay);
        Assert.Equal(21, Remembered());

        Billing.Time.Advance(TimeSpan.FromHours(1));
        await Poll.UntilAsync(() => Remembered() == 20);
    }

    [Fact]
    public async Task What_is_too_old_to_be_known_is_acknowledged_and_kept_for_somebody_to_look_at()
    {
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("p1"), minute: (-7 * MinutesADay) - 1));
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("p1"), minute: (-7 * MinutesADay) - 1));

        Assert.Equal(0, Effects("p1"));
        Assert.Contains("\"id\":\"p1\"", Assert.Single(Expired()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((-7 * MinutesADay) + 1)] // a queue at the sender's that stood still for days
    [InlineData(8 * MinutesADay)] // a clock of the sender's that is wrong
    public async Task A_late_delivery_and_one_from_the_future_take_effect_once(int minute)
    {
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("p1"), minute));
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("p1"), minute));
        Assert.Equal(1, Effects("p1"));
    }

    private int Effects(string id) => Billing.FindApplied("partner.created", id).Count;

    private IReadOnlyList<string> Expired() => Billing.Ask(session => session.Query("SELECT cast(body AS TEXT) FROM expired", row => row.GetString(0)));

    private long Remembered() => Billing.Ask(session => (long)session.Scalar("SELECT count(*) FROM partnero_inbox")!);
}
