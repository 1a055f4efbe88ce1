using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class RetryingSenderTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly RetryLimits Endless = new(Minute, Minute, TimeSpan.Zero, Minute);

    private readonly ConsumerHistory _history = new();
    private readonly WebhookDelivery _delivery = Bench.Delivery();

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task What_is_put_off_is_tried_again(int later)
    {
        var handler = new ScriptedHandler(one => one.Number == 1 ? later : 200);

        Assert.True((await Sender(handler, Endless).SendAsync(_delivery, Cancellation)).IsAccepted);
        Assert.Equal(2, handler.All.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task What_is_not_put_off_is_sent_once(int status)
    {
        var handler = new ScriptedHandler(_ => status);

        Assert.Equal(status, (await Sender(handler, Endless).SendAsync(_delivery, Cancellation)).Status);
        Assert.Single(handler.All);
    }

    [Fact]
    public async Task A_consumer_that_puts_off_for_longer_than_it_may_ends_the_check()
    {
        var handler = new ScriptedHandler(_ => 503);
        var half = Endless with { Later = TimeSpan.FromMilliseconds(500) };

        var ended = await Assert.ThrowsAsync<ClauseEndedException>(() => Sender(handler, half).SendAsync(_delivery, Cancellation));

        Assert.True(ended.Finding.IsBlocked);
        Assert.NotNull(ended.CutShort);
        Assert.Equal(3, handler.All.Count);
    }

    [Fact]
    public async Task How_long_was_put_off_is_counted_over_all_deliveries()
    {
        var handler = new ScriptedHandler(one => one.Number % 2 == 1 ? 429 : 200);
        var sender = Sender(handler, Endless with { Later = TimeSpan.FromMilliseconds(200) });
        await sender.SendAsync(_delivery, Cancellation);
        await sender.SendAsync(_delivery, Cancellation);

        await Assert.ThrowsAsync<ClauseEndedException>(() => sender.SendAsync(_delivery, Cancellation));
    }

    [Fact]
    public async Task A_consumer_that_puts_off_every_time_is_tried_five_times()
    {
        var handler = new ScriptedHandler(_ => 503);

        Assert.Equal(503, (await Sender(handler, Endless).SendAsync(_delivery, Cancellation)).Status);
        Assert.Equal(5, handler.All.Count);
    }

    [Theory]
    [InlineData(503, 6)]
    [InlineData(502, 1)]
    [InlineData(504, 1)]
    public async Task A_consumer_that_has_just_been_started_may_put_off_for_longer_and_a_proxy_may_not_find_it(int status, int times)
    {
        var handler = new ScriptedHandler(one => one.Number > times ? 200 : status);
        var sender = Sender(handler, Endless with { Start = Minute });
        sender.MoveTo(ScriptedHandler.Address);

        Assert.Equal(200, (await sender.SendAsync(_delivery, Cancellation)).Status);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task What_a_proxy_says_long_after_the_start_is_the_answer(int status)
    {
        var handler = new ScriptedHandler(_ => status);
        var sender = Sender(handler, Endless);
        sender.MoveTo(ScriptedHandler.Address);

        Assert.Equal(status, (await sender.SendAsync(_delivery, Cancellation)).Status);
        Assert.Single(handler.All);
    }

    [Fact]
    public async Task A_second_time_out_in_a_row_is_silence_and_then_the_count_begins_again()
    {
        var sender = Sender(new ScriptedHandler(_ => ScriptedHandler.Never), Endless);

        Assert.True((await sender.SendOnceAsync(_delivery, Cancellation)).IsTimeout);
        var ended = await Assert.ThrowsAsync<ClauseEndedException>(() => sender.SendOnceAsync(_delivery, Cancellation));
        Assert.True(ended.IsSilence);
        Assert.Equal(_delivery, ended.Finding.Delivery);
        Assert.True((await sender.SendOnceAsync(_delivery, Cancellation)).IsTimeout);
    }

    [Fact]
    public async Task Time_outs_with_an_answer_between_them_are_no_silence()
    {
        var sender = Sender(new ScriptedHandler(one => one.Number % 2 == 0 ? 200 : ScriptedHandler.Never), Endless);

        for (var i = 1; i <= 5; i++)
            Assert.Equal(i % 2 == 1, (await sender.SendOnceAsync(_delivery, Cancellation)).IsTimeout);
    }

    [Fact]
    public async Task Who_only_asks_takes_any_silence()
    {
        var sender = Sender(new ScriptedHandler(_ => ScriptedHandler.Never), Endless);

        for (var i = 0; i < 4; i++)
            Assert.True((await sender.AskAsync(_delivery, Cancellation)).IsTimeout);
    }

    [Fact]
    public async Task Deliveries_that_are_sent_at_once_are_answered_each_and_put_off_each()
    {
        var other = Bench.Delivery();
        var handler = new ScriptedHandler(one => one.Number <= 2 ? 429 : one.Entity == other.EntityId ? 400 : ScriptedHandler.Never);

        var sender = Sender(handler, Endless);
        WebhookDelivery[] sent = [_delivery, other, _delivery];
        var answers = await sender.SendTogetherAsync(sent, Cancellation);
        var followed = await Task.WhenAll(sent.Zip(answers).Select(pair => sender.FollowUpAsync(pair.First, pair.Second, Cancellation)));

        Assert.Equal([true, false, true], followed.Select(answer => answer.IsTimeout));
        Assert.Equal(400, followed[1].Status);
    }

    [Fact]
    public async Task Nobody_at_the_first_delivery_is_a_wrong_address()
    {
        await Assert.ThrowsAsync<ConsumerUnreachableException>(() => Sender(new ScriptedHandler(_ => ScriptedHandler.Nobody), Endless).AskAsync(_delivery, Cancellation));
    }

    [Fact]
    public async Task A_consumer_that_was_there_is_waited_for_and_counts_as_started()
    {
        var sender = Sender(new ScriptedHandler(one => one.Number is 2 or 3 ? ScriptedHandler.Nobody : 200), Endless);
        await sender.AskAsync(_delivery, Cancellation);
        Assert.Null(_history.StartedAt);

        Assert.True((await sender.AskAsync(_delivery, Cancellation)).IsAccepted);
        Assert.NotNull(_history.StartedAt);
    }

    [Fact]
    public async Task A_consumer_that_is_not_back_in_time_was_ended_by_the_last_delivery_that_it_took()
    {
        var handler = new ScriptedHandler(one => one.Number == 1 ? 200 : ScriptedHandler.Nobody);
        var sender = Sender(handler, Endless with { Return = TimeSpan.FromMilliseconds(150) });
        await sender.AskAsync(_delivery, Cancellation);

        var ended = await Assert.ThrowsAsync<ClauseEndedException>(() => sender.AskAsync(Bench.Delivery(), Cancellation));

        Assert.Equal(_delivery, ended.Finding.Delivery);
        Assert.NotNull(ended.CutShort);
        Assert.True(handler.All.Count > 2, "It was not asked again.");
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_an_answer_and_the_next_one_is_tried_again()
    {
        await using var breaking = new BreakingConsumer((number, _) => number <= 2);
        using var http = new PartneroSender(breaking.Address);
        var sender = new RetryingSender(http, Endless, _history);

        Assert.True((await sender.AskAsync(_delivery, Cancellation)).IsUnanswered);
        Assert.True((await sender.AskAsync(Bench.Delivery(), Cancellation)).IsAccepted);
        Assert.Equal(3, breaking.Count);
    }

    [Fact]
    public async Task What_is_sent_together_is_remembered_as_the_last_that_was_taken()
    {
        var answers = await Sender(new ScriptedHandler(_ => 200), Endless).SendTogetherAsync([_delivery, _delivery, _delivery], Cancellation);

        Assert.Equal(3, answers.Count(answer => answer.IsAccepted));
        Assert.Equal(_delivery, _history.Suspect);
    }

    [Fact]
    public void A_consumer_that_moved_is_sent_to_at_its_new_address()
    {
        var sender = Sender(new ScriptedHandler(_ => 200), Endless);

        sender.MoveTo(new Uri("http://elsewhere.test/hook"));

        Assert.Equal("http://elsewhere.test/hook", sender.Address.AbsoluteUri);
        Assert.NotNull(_history.StartedAt);
    }

    [Theory]
    [InlineData(500, 200, 200, true)]
    [InlineData(502, 200, 200, true)]
    [InlineData(500, 500, 200, false)]
    [InlineData(500, 200, 500, false)]
    [InlineData(500, 400, 200, false)]
    public async Task A_failure_passes_where_another_delivery_and_the_retry_are_taken(int status, int other, int retry, bool passes)
    {
        var handler = new ScriptedHandler(one => one.Entity == _delivery.EntityId ? retry : other);
        WebhookDelivery? prepared = null;

        var isPassing = await Sender(handler, Endless).IsPassingAsync(_delivery, new DeliveryAnswer(status, Bench.Moment), one => Task.FromResult(prepared = one), Cancellation);

        Assert.Equal(passes, isPassing);
        Assert.NotEqual(_delivery.EntityId, prepared!.EntityId);
        Assert.Equal(prepared.EntityId, handler.All[0].Entity);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(499)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(null)]
    public async Task What_is_no_failure_does_not_pass(int? status)
    {
        var handler = new ScriptedHandler(_ => 200);

        Assert.False(await Sender(handler, Endless).IsPassingAsync(_delivery, new DeliveryAnswer(status, Bench.Moment), _ => Task.CompletedTask, Cancellation));
        Assert.Empty(handler.All);
    }

    [Fact]
    public async Task A_failure_of_which_there_is_no_other_delivery_does_not_pass()
    {
        Assert.False(await Sender(new ScriptedHandler(_ => 200), Endless).IsPassingAsync(_delivery with { Again = null }, new DeliveryAnswer(500, Bench.Moment), _ => Task.CompletedTask, Cancellation));
    }

    private RetryingSender Sender(ScriptedHandler handler, RetryLimits limits) =>
        new(new PartneroSender(ScriptedHandler.Address, handler) { AnswerTimeout = Bench.Hurry }, limits, _history);
}
