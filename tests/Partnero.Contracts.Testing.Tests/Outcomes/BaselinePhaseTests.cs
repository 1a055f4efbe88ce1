using Microsoft.Extensions.Logging;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>What valid deliveries show of a consumer before its clauses are checked.</summary>
public sealed class BaselinePhaseTests
{
    private const string Created = "partner.created";
    private const string Updated = "partner.updated";

    [Fact]
    public async Task Families_and_events_are_sent_in_the_order_in_which_they_live_and_one_entity_of_each_family_is_kept()
    {
        var handler = new ScriptedHandler(_ => 200);

        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(handler, ["reward.updated", "reward.created", Updated, Created]));

        Assert.Equal([Created, Created, Updated, "reward.created", "reward.created", "reward.updated"], handler.Events);
        Assert.Equal(handler.All[0].Entity, baseline.Known["partner"]);
        Assert.Equal(handler.All[3].Entity, baseline.Known["reward"]);
        Assert.NotEqual(handler.All[0].Entity, handler.All[1].Entity);
        Assert.Equal(handler.All[1].Entity, handler.All[2].Entity);
        Assert.Equal([Created, Updated, "reward.created", "reward.updated"], baseline.Accepted);
        Assert.Equal((null, null, null), (baseline.Doubt, baseline.Hint, baseline.Incomplete));
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_family_that_is_not_created()
    {
        var handler = new ScriptedHandler(_ => 200);

        Assert.Empty((await Bench.FindBaselineAsync(Bench.Consumer(handler, [Updated]))).Known);
        Assert.Equal([Updated], handler.Events);
    }

    [Fact]
    public async Task Where_nobody_said_what_is_handled_every_documented_event_is_sent()
    {
        var handler = new ScriptedHandler(_ => 200);
        var consumer = Bench.Consumer(handler, null);

        await Bench.FindBaselineAsync(consumer);

        Assert.Equal(consumer.Schemas.Documented.Order(), handler.Events.Distinct().Order());
    }

    [Fact]
    public async Task A_refusal_does_not_keep_the_others_from_being_sent()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(one => one.Event == Created ? 400 : 200), [Created, Updated]));

        Assert.Equal([400, 400, 200], baseline.Deliveries.Select(sent => sent.Answer.Status));
        Assert.Equal([Updated], baseline.Accepted);
    }

    [Fact]
    public async Task A_consumer_that_puts_off_two_deliveries_is_asked_no_more_and_doubted()
    {
        var handler = new ScriptedHandler(_ => 503);
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(handler, [Created, Updated], limits: RetryLimits.Default));

        Assert.Equal(2, baseline.Deliveries.Count);
        Assert.Contains("asks to be tried later", baseline.Doubt, StringComparison.Ordinal);
        Assert.Null(baseline.Incomplete);
    }

    [Fact]
    public async Task A_consumer_that_puts_off_its_first_delivery_alone_is_sent_the_others()
    {
        var handler = new ScriptedHandler(one => one.Number <= 5 ? 429 : 200);
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(handler, [Created, Updated], limits: RetryLimits.Default));

        Assert.Equal([429, 200, 200], baseline.Deliveries.Select(sent => sent.Answer.Status));
    }

    [Fact]
    public async Task A_consumer_that_puts_off_for_too_long_leaves_the_first_deliveries_incomplete()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(_ => 429), [Created, Updated], _ => 1));

        Assert.Contains("asked to be tried later", baseline.Incomplete, StringComparison.Ordinal);
        Assert.Empty(baseline.Deliveries);
        Assert.Null(baseline.Doubt);
    }

    [Fact]
    public async Task A_consumer_that_is_gone_after_a_delivery_was_ended_by_it()
    {
        var looks = 0;
        var handler = new ScriptedHandler(one => one.Number <= 2 ? 200 : ScriptedHandler.Nobody);

        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(handler, [Created, Updated, "reward.created"], _ => ++looks));

        Assert.Equal([Created, Created, Created], baseline.Deliveries.Select(sent => sent.Delivery.Event));
        Assert.Equal([false, false, true], baseline.Deliveries.Select(sent => sent.Answer.IsUnanswered));
        Assert.Equal(baseline.Deliveries[1].Delivery, baseline.Deliveries[2].Delivery);
        Assert.StartsWith("The consumer ended after", baseline.Incomplete, StringComparison.Ordinal);
        Assert.Empty(baseline.Effective);
        Assert.Equal(0, looks);
    }

    [Fact]
    public async Task A_silent_consumer_is_asked_twice_and_told_as_that()
    {
        var handler = new ScriptedHandler(_ => ScriptedHandler.Never);

        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(handler, [Created, Updated]));

        Assert.True(baseline.IsSilent);
        Assert.Equal(2, handler.All.Count);
    }

    [Fact]
    public async Task A_failure_that_passes_is_not_held_against_a_consumer()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(one => one.Number == 1 ? 500 : 200), [Created, Updated]));

        Assert.All(baseline.Deliveries, sent => Assert.True(sent.Answer.IsAccepted));
        Assert.Equal(3, baseline.Deliveries.Count);
    }

    [Fact]
    public async Task A_failure_that_stays_is()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(one => one.Event == Updated ? 500 : 200), [Created, Updated]));

        Assert.Equal([200, 200, 500], baseline.Deliveries.Select(sent => sent.Answer.Status));
    }

    [Fact]
    public async Task A_replay_to_a_consumer_that_has_applied_its_deliveries_is_refused()
    {
        var consumer = new WebhookConsumer(new ScriptedHandler(_ => 200), ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = [Created], Effects = Bench.Effects((_, _) => 1) };

        await Assert.ThrowsAsync<AlreadyAppliedException>(() => Bench.FindBaselineAsync(consumer, isReplay: true));
    }

    [Fact]
    public async Task A_replay_to_a_consumer_that_has_applied_nothing_or_cannot_tell_is_sent()
    {
        Assert.Equal([Created], (await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(_ => 200), [Created], _ => 0), isReplay: true)).Accepted);
        Assert.Equal([Created], (await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(_ => 200), [Created]), isReplay: true)).Accepted);
    }

    [Fact]
    public async Task A_port_that_breaks_off_whatever_it_is_sent_is_no_consumer()
    {
        await using var breaking = new BreakingConsumer((_, _) => true);

        await Assert.ThrowsAsync<ConsumerUnreachableException>(() => Bench.FindBaselineAsync(new WebhookConsumer(breaking.Address, ScriptedHandler.Secret) { Handles = [Updated] }));
    }

    [Fact]
    public async Task A_consumer_that_breaks_off_at_valid_deliveries_alone_is_one()
    {
        await using var breaking = new BreakingConsumer((_, request) => request.Contains("Signature:", StringComparison.OrdinalIgnoreCase));

        var baseline = await Bench.FindBaselineAsync(new WebhookConsumer(breaking.Address, ScriptedHandler.Secret) { Handles = [Updated] });

        Assert.True(Assert.Single(baseline.Deliveries).Answer.IsUnanswered);
        Assert.Null(baseline.Incomplete);
    }

    [Fact]
    public async Task A_consumer_that_breaks_off_and_is_gone_was_ended_by_the_delivery()
    {
        await using var breaking = new BreakingConsumer((_, _) => true, last: 1);

        var baseline = await Bench.FindBaselineAsync(new WebhookConsumer(breaking.Address, ScriptedHandler.Secret) { Handles = [Updated], RetryLimits = Bench.ShortLimits });

        Assert.True(Assert.Single(baseline.Deliveries).Answer.IsUnanswered);
        Assert.StartsWith($"The consumer ended after {Updated}", baseline.Incomplete, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_is_gone_before_it_could_be_asked_whether_it_is_there_leaves_the_first_deliveries_incomplete()
    {
        await using var breaking = new BreakingConsumer((_, _) => true, last: 2);

        var baseline = await Bench.FindBaselineAsync(new WebhookConsumer(breaking.Address, ScriptedHandler.Secret) { Handles = [Updated], RetryLimits = Bench.ShortLimits });

        Assert.True(Assert.Single(baseline.Deliveries).Answer.IsUnanswered);
        Assert.StartsWith($"The consumer ended after {Updated}", baseline.Incomplete, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_consumer_is_gone_no_other_family_is_sent()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(one => one.Number <= 2 ? 200 : ScriptedHandler.Nobody), [Created, "transaction.created", "reward.created"]));

        Assert.Equal(3, baseline.Deliveries.Count);
    }

    [Fact]
    public async Task Whoever_answered_before_the_first_deliveries_were_cut_short_is_not_doubted()
    {
        var baseline = await Bench.FindBaselineAsync(Bench.Consumer(new ScriptedHandler(one => one.Number == 1 ? 404 : 429), [Created]));

        Assert.NotNull(baseline.Incomplete);
        Assert.Equal((null, null), (baseline.Doubt, baseline.Hint));
    }

    [Fact]
    public async Task A_consumer_that_breaks_nothing_off_is_not_asked_for_more()
    {
        var handler = new ScriptedHandler(_ => 200);

        await Bench.FindBaselineAsync(Bench.Consumer(handler, [Updated]));

        Assert.All(handler.All, one => Assert.True(one.IsSigned));
    }

    [Fact]
    public async Task What_was_logged_meanwhile_is_kept_and_nothing_from_before()
    {
        using var log = new ApplicationLog();
        var logger = log.CreateLogger("test");
#pragma warning disable CA1848, CA2254
        logger.LogError("from before");
        var baseline = await Bench.FindBaselineAsync(new WebhookConsumer(
            new ScriptedHandler(_ =>
            {
                logger.LogError("meanwhile");
                return 200;
            }),
            ScriptedHandler.Address,
            ScriptedHandler.Secret)
        { Handles = [Updated], Log = log });
#pragma warning restore CA1848, CA2254

        Assert.Contains("meanwhile", baseline.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("from before", baseline.Log, StringComparison.Ordinal);
    }
}
