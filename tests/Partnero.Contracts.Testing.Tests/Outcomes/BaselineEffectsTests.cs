using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>What is found out of the effects of the first deliveries.</summary>
public sealed class BaselineEffectsTests
{
    private const string Created = "partner.created";
    private const string Updated = "partner.updated";

    private TimeSpan _passed;

    [Fact]
    public async Task Events_that_have_an_effect_are_told_from_those_that_have_none()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(_ => 200), [Created, Updated], name => name == Created ? 1 : 0));

        Assert.Equal([Created], baseline.Effective);
        Assert.True(baseline.EffectLatency > TimeSpan.Zero);
    }

    [Fact]
    public async Task How_late_effects_are_is_the_time_until_the_last_where_all_came()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(_ => 200), [Created], name => 1));

        Assert.Equal([Created], baseline.Effective);
        Assert.True(baseline.EffectLatency > TimeSpan.Zero);
    }

    [Fact]
    public async Task Of_a_consumer_without_any_effect_nothing_is_known_of_how_late_they_are()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(_ => 200), [Created], name => 0));

        Assert.Empty(baseline.Effective);
        Assert.Equal(TimeSpan.Zero, baseline.EffectLatency);
    }

    [Fact]
    public async Task Effects_of_an_entity_that_was_never_sent_are_doubted()
    {
        var consumer = new WebhookConsumer(new ScriptedHandler(_ => 200), ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = [Created], Effects = Bench.Effects((_, _) => 1) };

        Assert.Contains("which was never sent", (await Bench.FindBaselineAsync(consumer)).Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Effects_of_entities_that_were_sent_and_of_no_others_are_not_doubted()
    {
        Assert.Null((await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(_ => 200), [Created], _ => 1))).Doubt);
    }

    [Fact]
    public async Task Effects_are_looked_for_of_accepted_deliveries_alone()
    {
        var looked = new List<string>();

        await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(one => one.Event == Created ? 200 : 400), [Created, Updated], name =>
        {
            looked.Add(name);
            return 1;
        }));

        Assert.All(looked, name => Assert.Equal(Created, name));
        Assert.Equal(2, looked.Count);
    }

    [Fact]
    public async Task Where_nothing_is_accepted_no_effect_is_looked_for()
    {
        var looks = 0;

        Assert.Empty((await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(_ => 400), [Created], _ => ++looks))).Effective);
        Assert.Equal(0, looks);
    }

    [Fact]
    public async Task An_event_that_may_not_be_handled_is_not_waited_for_as_long_as_one_that_has_no_effect_at_all()
    {
        await Bench.FindBaselineAsync(Moving(null, TimeSpan.FromMinutes(5), name => name == Created ? 1 : 0));

        // It is a second by the machine's clock; the consumer's is moved on by less where the machine is busy.
        Assert.InRange(_passed, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task But_much_longer_than_the_first_effect_took()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var baseline = await Bench.FindBaselineAsync(Moving(null, TimeSpan.FromMinutes(5), name => clock.Elapsed > TimeSpan.FromSeconds(name == Created ? 0.3 : 2.5) ? 1 : 0));

        Assert.Contains(Updated, baseline.Effective);
    }

    [Fact]
    public async Task And_never_longer_than_the_consumer_asks()
    {
        await Bench.FindBaselineAsync(Moving(null, TimeSpan.FromMilliseconds(50), name => name == Created ? 1 : 0));

        Assert.InRange(_passed, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task An_event_that_is_said_to_be_handled_is_waited_for_as_long_as_the_consumer_asks()
    {
        var baseline = await Bench.FindBaselineAsync(Moving([Created, Updated], TimeSpan.FromMinutes(5), name => name == Created || _passed > TimeSpan.FromSeconds(2) ? 1 : 0));

        Assert.Equal([Created, Updated], baseline.Effective);
    }

    /// <summary>A consumer whose clock tells how long its effects were waited for, whatever the machine is busy with.</summary>
    private WebhookConsumer Moving(string[]? handles, TimeSpan timeout, Func<string, int> effects)
    {
        var handler = new ScriptedHandler(_ => 200);
        return new(handler, ScriptedHandler.Address, ScriptedHandler.Secret)
        {
            Handles = handles,
            EffectTimeout = timeout,
            Effects = handler.Effects(effects),
            Clock = new VirtualClock((by, _) =>
            {
                _passed += by;
                return Task.CompletedTask;
            }),
        };
    }
}
