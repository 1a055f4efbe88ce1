using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>What a clause is about is told from what has nothing to do with it.</summary>
public sealed class BlameFinderTests : IDisposable
{
    private const string Created = "partner.created";
    private const string Updated = "partner.updated";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly DeliveryAnswer Refused = new(400, Bench.Moment);
    private static readonly DeliveryAnswer Failed = new(500, Bench.Moment);

    private readonly List<ConsumerSession> _sessions = [];

    public void Dispose() => _sessions.ForEach(session => session.Dispose());

    [Fact]
    public async Task A_refusal_is_held_against_a_consumer_that_takes_the_usual()
    {
        var handler = new ScriptedHandler(_ => 200);
        var run = Run(handler, [Created]);
        var odd = run.Deliveries.Valid(Created);

        var finding = await run.Blame.OfRefusalAsync(odd, Refused, Cancellation);

        Assert.Equal((FindingKind.Broken, odd), (finding!.Kind, finding.Delivery));
        Assert.NotEqual(odd.EntityId, Assert.Single(handler.All).Entity);
    }

    [Fact]
    public async Task The_usual_is_not_sent_of_an_event_that_was_never_accepted()
    {
        var handler = new ScriptedHandler(_ => 200);
        var run = Run(handler, [Created]);

        Assert.NotNull(await run.Blame.OfRefusalAsync(run.Deliveries.Valid(Updated), Refused, Cancellation));
        Assert.Empty(handler.All);
    }

    [Fact]
    public async Task A_failure_that_passes_is_not_held_against_it()
    {
        var run = Run(new ScriptedHandler(_ => 200), [Created]);

        Assert.Null(await run.Blame.OfRefusalAsync(run.Deliveries.Valid(Created), Failed, Cancellation));
    }

    [Fact]
    public async Task A_refusal_by_a_consumer_that_refuses_the_usual_too_ends_the_check()
    {
        var run = Run(new ScriptedHandler(_ => 400), [Created]);

        var ended = await Assert.ThrowsAsync<ClauseEndedException>(() => run.Blame.OfRefusalAsync(run.Deliveries.Valid(Created), Refused, Cancellation));

        Assert.Contains("whatever it is like", ended.CutShort, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usual_that_is_refused_while_another_is_taken_breaks_the_clause_alone()
    {
        var handler = new ScriptedHandler(_ => 200);
        var run = Run(handler, [Created]);
        var usual = run.Deliveries.Valid(Created);

        var ended = await run.Blame.OfUsualAsync(usual, Refused, Cancellation);

        Assert.Equal((FindingKind.Broken, usual), (ended!.Finding.Kind, ended.Finding.Delivery));
        Assert.Null(ended.CutShort);
        Assert.Single(handler.All);
    }

    [Fact]
    public async Task The_usual_that_fails_once_and_passes_breaks_nothing()
    {
        var run = Run(new ScriptedHandler(_ => 200), [Created]);

        Assert.Null(await run.Blame.OfUsualAsync(run.Deliveries.Valid(Created), Failed, Cancellation));
    }

    [Fact]
    public async Task The_usual_that_is_refused_three_times_ends_the_run()
    {
        var handler = new ScriptedHandler(_ => 400);
        var run = Run(handler, [Created]);

        var ended = await run.Blame.OfUsualAsync(run.Deliveries.Valid(Created), Refused, Cancellation);

        Assert.Equal(ended!.Finding.Reason, ended.CutShort);
        Assert.Equal(2, handler.All.Count);
    }

    [Fact]
    public async Task The_usual_that_is_taken_at_the_third_time_breaks_the_clause_alone()
    {
        var run = Run(new ScriptedHandler(one => one.Number < 2 ? 400 : 200), [Created]);

        Assert.Null((await run.Blame.OfUsualAsync(run.Deliveries.Valid(Created), Refused, Cancellation))!.CutShort);
    }

    [Fact]
    public async Task The_entity_of_another_delivery_is_created_before_it()
    {
        var handler = new ScriptedHandler(_ => 200);
        var run = Run(handler, [Created, Updated]);
        var updated = run.Deliveries.Valid(Updated);

        Assert.True(await run.Blame.IsPassingAsync(updated, Failed, Cancellation));
        Assert.Equal([Created, Updated, Updated], handler.Events);
        Assert.Equal(handler.All[0].Entity, handler.All[1].Entity);
        Assert.Equal(updated.EntityId, handler.All[2].Entity);
    }

    [Fact]
    public async Task A_loss_is_held_against_a_consumer_that_applies_the_usual()
    {
        var run = Run(new ScriptedHandler(_ => 200), [Created], [Created], (_, _) => 1);
        var odd = run.Deliveries.Valid(Created);

        var finding = await run.Blame.OfLossAsync(odd, Cancellation);

        Assert.Equal((FindingKind.Broken, odd), (finding.Kind, finding.Delivery));
    }

    [Fact]
    public async Task A_loss_by_a_consumer_that_loses_the_usual_too_ends_the_run()
    {
        var run = Run(new ScriptedHandler(_ => 200), [Created], [Created], (_, _) => 0);
        var odd = run.Deliveries.Valid(Created);

        var ended = await Assert.ThrowsAsync<ClauseEndedException>(() => run.Blame.OfLossAsync(odd, Cancellation));

        Assert.Contains("a worker has stopped", ended.CutShort, StringComparison.Ordinal);
        Assert.NotEqual(odd, ended.Finding.Delivery);
    }

    [Fact]
    public async Task A_consumer_that_takes_and_applies_the_usual_has_not_ended()
    {
        var handler = new ScriptedHandler(_ => 200);

        Assert.Null(await Run(handler, [Created], [Created], (_, _) => 1).Blame.FindEndAsync(Cancellation));
        Assert.Single(handler.All);
        Assert.Null(await Run(handler, [Created], [], (_, _) => 0).Blame.FindEndAsync(Cancellation));
    }

    [Fact]
    public async Task Of_a_consumer_that_never_took_anything_no_end_is_looked_for()
    {
        var handler = new ScriptedHandler(_ => 400);

        Assert.Null(await Run(handler, []).Blame.FindEndAsync(Cancellation));
        Assert.Null(await Run(handler, []).Blame.FindSilenceAsync(Cancellation));
        Assert.Empty(handler.All);
    }

    [Fact]
    public async Task A_consumer_that_takes_the_usual_and_does_not_apply_it_any_more_has_ended()
    {
        Assert.Contains("a worker has stopped", (await Run(new ScriptedHandler(_ => 200), [Created], [Created], (_, _) => 0).Blame.FindEndAsync(Cancellation))!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_effect_of_the_usual_is_no_end()
    {
        // The first look has its time over, and the second one, of another delivery, finds what it looks for.
        var handler = new ScriptedHandler(_ => 200);
        var run = Run(handler, [Created], [Created], (_, id) => handler.All[0].Entity == id ? 0 : 1);

        Assert.Null(await run.Blame.FindEndAsync(Cancellation));
    }

    [Fact]
    public async Task A_consumer_that_refuses_the_usual_has_ended()
    {
        Assert.Contains("whatever it is like", (await Run(new ScriptedHandler(_ => 400), [Created]).Blame.FindEndAsync(Cancellation))!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_was_silent_and_answers_again_has_not_ended()
    {
        Assert.Null(await Run(new ScriptedHandler(one => one.Number <= 2 ? ScriptedHandler.Never : 200), [Created]).Blame.FindEndAsync(Cancellation));
    }

    [Fact]
    public async Task A_consumer_that_stays_silent_has_ended()
    {
        Assert.StartsWith("The consumer no longer answers", (await Run(new ScriptedHandler(_ => ScriptedHandler.Never), [Created]).Blame.FindEndAsync(Cancellation))!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_consumer_is_asked_again_for_as_long_as_it_may_be_silent()
    {
        var handler = new ScriptedHandler(one => one.Number < 4 ? ScriptedHandler.Never : 400);
        var run = Run(handler, [Created], limits: Bench.ShortLimits with { Silence = TimeSpan.FromMinutes(1) });

        Assert.Null(await run.Blame.FindSilenceAsync(Cancellation));
        Assert.Equal(4, handler.All.Count);
    }

    [Fact]
    public async Task A_silent_consumer_is_given_up_once_its_time_is_over_and_it_was_asked_after_that()
    {
        var handler = new ScriptedHandler(_ => ScriptedHandler.Never);

        Assert.NotNull(await Run(handler, [Created]).Blame.FindSilenceAsync(Cancellation));
        Assert.Single(handler.All);
    }

    [Fact]
    public async Task A_silent_consumer_that_is_gone_has_ended()
    {
        var run = Run(new ScriptedHandler(one => one.Number == 1 ? 200 : ScriptedHandler.Nobody), [Created]);
        await run.SendAsync(run.Deliveries.Valid(Created), Cancellation);

        Assert.StartsWith("The consumer ended after", await run.Blame.FindSilenceAsync(Cancellation), StringComparison.Ordinal);
        Assert.StartsWith("The consumer ended after", (await run.Blame.FindEndAsync(Cancellation))!.Reason, StringComparison.Ordinal);
    }

    private ClauseRun Run(ScriptedHandler handler, string[] accepted, string[]? effective = null, Func<string, string, int>? effects = null, RetryLimits? limits = null)
    {
        var consumer = new WebhookConsumer(handler, ScriptedHandler.Address, ScriptedHandler.Secret)
        {
            AnswerTimeout = Bench.Hurry,
            EffectTimeout = TimeSpan.FromMilliseconds(30),
            RetryLimits = limits ?? Bench.ShortLimits,
            Effects = effects is null ? null : Bench.Effects(effects),
        };
        var session = new ConsumerSession(consumer, new ConsumerHistory());
        _sessions.Add(session);
        var baseline = Bench.Baseline(consumer, accepted, effective);
        return session.Run(baseline, baseline.Identity, Bench.Clause().Id);
    }
}
