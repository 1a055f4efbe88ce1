using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class LogTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("partner.created")]
    [InlineData("ä 日 \U0001F600")]
    public void A_short_text_is_logged_as_it_is(string text) => Assert.Equal(text, LogText.Of(text));

    [Fact]
    public void A_long_text_is_cut()
    {
        Assert.Equal(new string('x', 100), LogText.Of(new string('x', 100)));
        Assert.Equal(new string('x', 100) + "…", LogText.Of(new string('x', 101)));
        Assert.Equal(new string('x', 101), LogText.Of(new string('x', 101), 101));
    }

    [Fact]
    public void A_text_is_not_cut_within_a_character() =>
        Assert.Equal(new string('x', 99) + "…", LogText.Of(new string('x', 99) + "\U0001F600"));

    [Theory]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('\0')]
    [InlineData('\u001B')] // the beginning of a terminal's commands
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u202E')] // turns the direction of what follows
    [InlineData('\uD800')]
    public void What_would_break_the_line_is_replaced(char character) =>
        Assert.Equal("a\uFFFDb", LogText.Of($"a{character}b"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_name_of_an_event_is_no_longer_in_the_log_than_that(bool isHandled)
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks =>
        {
            if (isHandled)
                webhooks.Handle<UnknownWebhook, UnknownEvents>();
        });
        var name = "a\\nb" + new string('x', 900_000);
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.Of(name, "{}")))).Status);
        var record = Assert.Single(consumer.Logs.OfReceiver);
        Assert.Contains("a\uFFFDbxxx", record.Text, StringComparison.Ordinal);
        Assert.True(record.Text.Length < 1000, $"{record.Text.Length} characters were logged.");
        Assert.DoesNotContain(consumer.Logs.All, each => each.Text.Length > 10_000);
    }
}
