using System.Diagnostics;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class EffectsObserverTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly WebhookDelivery _one = Bench.Delivery();
    private readonly WebhookDelivery _other = Bench.Delivery();
    private int _looks;

    [Fact]
    public async Task Effects_are_counted_by_event_and_entity()
    {
        var observer = Observer((name, id) => name == _one.Event && id == _one.EntityId ? 3 : 0);

        Assert.Equal(3, await observer.CountAsync(_one, Cancellation));
        Assert.Equal(0, await observer.CountAsync(_other, Cancellation));
        Assert.True(observer.IsGiven);
        Assert.False(new EffectsObserver(Consumer(null)).IsGiven);
    }

    [Fact]
    public async Task Effects_that_are_there_are_not_waited_for()
    {
        Assert.Empty(await Observer((_, _) => 1).WaitForAsync([_one, _other], 1, _ => Minute, Cancellation));
        Assert.Equal(2, _looks);
    }

    [Fact]
    public async Task What_has_too_few_effects_when_the_time_is_over_is_missing()
    {
        var missing = await Observer((_, id) => id == _one.EntityId ? 2 : 1).WaitForAsync([_one, _other], 2, _ => TimeSpan.Zero, Cancellation);

        Assert.Equal([_other], missing);
    }

    [Fact]
    public async Task An_effect_that_comes_late_is_waited_for()
    {
        Assert.Empty(await Observer((_, _) => _looks > 3 ? 1 : 0).WaitForAsync([_one], 1, _ => Minute, Cancellation));
    }

    [Fact]
    public async Task An_effect_that_does_not_come_is_looked_for_until_the_time_is_over()
    {
        var missing = await Observer((_, _) => 0).WaitForAsync([_one], 1, _ => Soon, Cancellation);

        Assert.Equal([_one], missing);
        Assert.True(_looks >= 2, "Nobody looked again.");
    }

    [Fact]
    public async Task After_an_effect_has_come_the_others_have_their_time_again()
    {
        // The first effect comes late; the second comes later than all the time that one effect has, but sooner after the first.
        var clock = Stopwatch.StartNew();
        TimeSpan? came = null;
        var looksAfter = 0;
        EffectsProbe effects = async (_, id, cancellationToken) =>
        {
            if (id == _one.EntityId && came is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
                came = clock.Elapsed;
                return [new WebhookEffect()];
            }

            return id == _other.EntityId && came is not null && ++looksAfter > 2 ? [new WebhookEffect()] : [];
        };

        var missing = await new EffectsObserver(Consumer(effects)).WaitForAsync([_one, _other], 1, someCame => someCame ? came!.Value : Minute, Cancellation);

        Assert.Empty(missing);
        Assert.Equal(3, looksAfter);
    }

    [Fact]
    public async Task Where_no_effect_comes_the_time_does_not_begin_again()
    {
        // Longer than the pause between two looks.
        Assert.Equal([_one], await Observer((_, _) => 0).WaitForAsync([_one], 1, _ => TimeSpan.FromMilliseconds(400), Cancellation));
    }

    [Fact]
    public async Task A_quiet_time_passes_in_truth()
    {
        var clock = Stopwatch.StartNew();

        await new EffectsObserver(new WebhookConsumer(ScriptedHandler.Address, ScriptedHandler.Secret)).QuietAsync(TimeSpan.FromMilliseconds(50), Cancellation);

        Assert.True(clock.Elapsed > TimeSpan.FromMilliseconds(200), $"Only {clock.Elapsed.TotalMilliseconds} ms passed.");
    }

    [Fact]
    public async Task How_long_is_waited_depends_on_whether_some_have_come()
    {
        var asked = new List<bool>();

        var missing = await Observer((_, id) => id == _one.EntityId ? 1 : 0).WaitForAsync(
            [_one, _other],
            1,
            someCame =>
            {
                asked.Add(someCame);
                return someCame ? TimeSpan.Zero : Minute;
            },
            Cancellation);

        Assert.Equal([_other], missing);
        Assert.Equal([false, true], asked);
    }

    [Fact]
    public async Task A_look_that_fails_leaves_the_effects_unknown()
    {
        var unknown = await Assert.ThrowsAsync<EffectsUnknownException>(() => Observer((_, _) => throw new TimeoutException("locked")).CountAsync(_one, Cancellation));

        Assert.Contains("locked", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_answers_null_leaves_the_effects_unknown()
    {
        var observer = new EffectsObserver(Consumer((_, _, _) => Task.FromResult<IReadOnlyList<WebhookEffect>>(null!)));

        await Assert.ThrowsAsync<EffectsUnknownException>(() => observer.CountAsync(_one, Cancellation));
    }

    [Fact]
    public async Task A_look_that_was_cancelled_says_nothing_of_the_effects()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => Observer((_, _) => throw new OperationCanceledException()).CountAsync(_one, Cancellation));
    }

    [Fact]
    public async Task One_effect_is_waited_for_as_long_as_the_consumer_asks()
    {
        Assert.True(await Observer((_, _) => 1).WaitForAsync(_one, Cancellation));
        Assert.False(await Observer((_, _) => 0).WaitForAsync(_one, Cancellation));
    }

    [Theory]
    [InlineData(0, 1000, 50)]
    [InlineData(10, 1000, 90)]
    [InlineData(500, 30, 30)]
    public async Task A_quiet_time_is_four_times_the_usual_latency_and_some_and_never_more_than_the_timeout(int latency, int timeout, int quiet)
    {
        var passed = TimeSpan.Zero;
        var consumer = new WebhookConsumer(ScriptedHandler.Address, ScriptedHandler.Secret)
        {
            EffectTimeout = TimeSpan.FromMilliseconds(timeout),
            Clock = new VirtualClock((by, _) =>
            {
                passed += by;
                return Task.CompletedTask;
            }),
        };

        await new EffectsObserver(consumer).QuietAsync(TimeSpan.FromMilliseconds(latency), Cancellation);

        Assert.Equal(TimeSpan.FromMilliseconds(quiet), passed);
    }

    [Fact]
    public async Task The_consumers_own_clock_moves_while_effects_are_waited_for_with_longer_and_longer_pauses()
    {
        var pauses = new List<double>();
        var consumer = new WebhookConsumer(ScriptedHandler.Address, ScriptedHandler.Secret)
        {
            Effects = Bench.Effects((_, _) => pauses.Count < 7 ? 0 : 1),
            Clock = new VirtualClock((by, _) =>
            {
                pauses.Add(by.TotalMilliseconds);
                return Task.CompletedTask;
            }),
        };

        Assert.Empty(await new EffectsObserver(consumer).WaitForAsync([_one], 1, _ => Minute, Cancellation));
        Assert.Equal([5, 10, 20, 40, 80, 100, 100], pauses);
    }

    private static WebhookConsumer Consumer(EffectsProbe? effects) => new(ScriptedHandler.Address, ScriptedHandler.Secret) { Effects = effects, EffectTimeout = Soon };

    private EffectsObserver Observer(Func<string, string, int> count) => new(Consumer(Bench.Effects((name, id) =>
    {
        _looks++;
        return count(name, id);
    })));
}
