using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Running;

public sealed class ConsumerHistoryTests
{
    private static readonly DeliveryAnswer Answered = new(200, Bench.Moment);
    private static readonly DeliveryAnswer BrokenOff = new(null, Bench.Moment, "no answer") { IsUnanswered = true };
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    private readonly ConsumerHistory _history = new();
    private readonly WebhookDelivery _first = Bench.Delivery();
    private readonly WebhookDelivery _second = Bench.Delivery();

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

    [Fact]
    public void A_second_connection_in_a_row_that_breaks_off_shows_nothing_of_its_delivery_for_a_while()
    {
        _history.Heard(_first, BrokenOff);

        Assert.True(_history.IsGoingDown(Short));
        Assert.False(_history.IsGoingDown(Long));
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
}
