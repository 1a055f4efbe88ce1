using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class ConsumerHistoryTests
{
    private static readonly DeliveryAnswer Answered = new(200, Bench.Moment);
    private static readonly DeliveryAnswer BrokenOff = new(null, Bench.Moment, "no answer") { IsUnanswered = true };
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    private readonly HandTime _time = new();
    private readonly ConsumerHistory _history;
    private readonly WebhookDelivery _first = Bench.Delivery();
    private readonly WebhookDelivery _second = Bench.Delivery();
    private readonly WebhookDelivery _third = Bench.Delivery();

    public ConsumerHistoryTests() => _history = new ConsumerHistory(_time);

    [Fact]
    public void Before_the_first_delivery_nobody_is_suspected_and_nothing_was_started()
    {
        Assert.Null(_history.Suspect);
        Assert.Null(_history.StartedAt);
        Assert.False(_history.IsGoingDown(TimeSpan.Zero));
    }

    [Fact]
    public void The_last_delivery_that_somebody_took_is_the_suspect()
    {
        _history.Heard(_first, Answered);
        _history.Heard(_second, Answered);

        Assert.Same(_second, _history.Suspect);
    }

    [Fact]
    public void A_delivery_that_was_broken_off_just_now_is_suspected_before_the_last()
    {
        _history.Heard(_first, BrokenOff);
        _history.Heard(_second, Answered);

        Assert.Same(_first, _history.Suspect);
    }

    [Fact]
    public void Of_several_that_were_broken_off_in_a_row_the_first_is_suspected()
    {
        _history.Heard(_first, BrokenOff);
        _history.Heard(_second, BrokenOff);

        Assert.Same(_first, _history.Suspect);
    }

    [Theory]
    [InlineData(4.9, true)]
    [InlineData(5, false)]
    public void A_delivery_that_was_broken_off_is_suspected_for_five_seconds(double seconds, bool isSuspect)
    {
        _history.Heard(_first, BrokenOff);
        _history.Heard(_second, Answered);
        _time.Pass(TimeSpan.FromSeconds(seconds));

        Assert.Same(isSuspect ? _first : _second, _history.Suspect);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(5.1, true)]
    public void Of_two_that_were_broken_off_more_than_five_seconds_apart_the_second_is_suspected(double seconds, bool isSuspect)
    {
        _history.Heard(_first, BrokenOff);
        _time.Pass(TimeSpan.FromSeconds(seconds));
        _history.Heard(_second, BrokenOff);
        _history.Heard(_third, Answered);

        Assert.Same(isSuspect ? _second : _third, _history.Suspect);
    }

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    public void A_connection_that_breaks_off_after_a_failure_shows_nothing_of_its_delivery(int status, bool isGoingDown)
    {
        _history.Heard(_first, new DeliveryAnswer(status, Bench.Moment));

        Assert.Equal(isGoingDown, _history.IsGoingDown(TimeSpan.Zero));
    }

    [Fact]
    public void A_second_connection_in_a_row_that_breaks_off_shows_nothing_of_its_delivery_for_a_while()
    {
        _history.Heard(_first, BrokenOff);

        Assert.True(_history.IsGoingDown(TimeSpan.FromSeconds(2)));
        Assert.False(_history.IsGoingDown(TimeSpan.FromSeconds(2.1)));
    }

    [Fact]
    public void A_consumer_that_was_waited_for_once_is_not_waited_for_again_while_it_breaks_off()
    {
        _history.Heard(_first, BrokenOff);
        Assert.False(_history.IsGoingDown(Long));
        _history.Heard(_second, BrokenOff);

        Assert.False(_history.IsGoingDown(Short));
    }

    [Fact]
    public void A_consumer_that_answered_in_between_is_waited_for_again()
    {
        _history.Heard(_first, BrokenOff);
        Assert.False(_history.IsGoingDown(Long));
        _history.Heard(_second, Answered);
        Assert.False(_history.IsGoingDown(Short));
        _history.Heard(_first, BrokenOff);

        Assert.True(_history.IsGoingDown(Short));
    }

    [Fact]
    public void A_start_is_remembered()
    {
        _history.Started();

        Assert.NotNull(_history.StartedAt);
    }

    private sealed class HandTime : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan by) => _now += by.Ticks;
    }
}
