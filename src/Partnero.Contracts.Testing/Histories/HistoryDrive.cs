using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;
using Partnero.Contracts.Testing.Variations;

namespace Partnero.Contracts.Testing.Histories;

/// <summary>Sends a history to a consumer, comes again with what was not acknowledged, and compares what the consumer ends with.</summary>
/// <param name="run">The consumer, and the means to send and to look.</param>
/// <param name="isRecorded">What an effect should hold of a delivery and does not, and what it holds; null where it is as it came.</param>
internal sealed class HistoryDrive(ClauseRun run, Func<WebhookDelivery, WebhookEffect, (string Expected, string Actual)?> isRecorded)
{
    private static readonly TimeSpan BetweenRetries = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(600);

    private readonly HistoryLedger _ledger = new();
    private readonly HistoryTimeline _timeline = new();
    private int _failures;

    /// <summary>Sends it, and finds out what came of it.</summary>
    /// <returns>Where the consumer and a sound one part; null where they do not.</returns>
    public async Task<ClauseFinding?> RunAsync(IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken)
    {
        if (await SendAsync(steps, cancellationToken).ConfigureAwait(false) is { } early)
            return early;
        await WaitAsync(cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        return await CompareAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends it, until nothing is to be tried again.</summary>
    /// <returns>Where an answer shows that the consumer and a sound one part; null where none does.</returns>
    public async Task<ClauseFinding?> SendAsync(IReadOnlyList<HistoryStep> steps, CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            if (await StepAsync(step, cancellationToken).ConfigureAwait(false) is { } early)
                return early;
        }

        return await RetryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the effects that there are to be.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        foreach (var group in Expected().Where(one => one.AtLeast > 0).GroupBy(one => one.AtLeast))
            await run.Effects.WaitForAsync([.. group.Select(one => one.Event.Delivery)], group.Key, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares what the consumer has with what a sound one would have, once all that was sent has surely been worked on.</summary>
    /// <returns>Where the two part; null where they do not.</returns>
    public async Task<ClauseFinding?> CompareAsync(CancellationToken cancellationToken)
    {
        var expected = Expected();
        var found = await run.Effects.FindAllAsync([.. expected.Select(one => one.Event.Delivery)], cancellationToken).ConfigureAwait(false);
        foreach (var ((sent, atLeast, atMost), (_, effects)) in expected.Zip(found))
        {
            if (effects.Count < atLeast || effects.Count > atMost)
                return Part(sent, $"{(atLeast == atMost ? "" : $"{atLeast} to ")}{Words.Effects(atMost)} of {Name(sent)}", Words.Effects(effects.Count));
            if (atMost == 1 && effects.Count == 1 && isRecorded(sent.Delivery, effects[0]) is var (right, actual))
                return Part(sent, $"an effect of {Name(sent)} with {right}", actual);
        }

        return await HistoryStates.FindOldAsync(run, _ledger, cancellationToken).ConfigureAwait(false) is var (last, stored, state) ? Part(last, stored, state) : null;
    }

    private async Task<ClauseFinding?> StepAsync(HistoryStep step, CancellationToken cancellationToken)
    {
        switch (step.Kind)
        {
            case HistoryStepKind.Forge:
                return await ForgeAsync(step, cancellationToken).ConfigureAwait(false);
            case HistoryStepKind.HangUp:
                await HangUpAsync(step, cancellationToken).ConfigureAwait(false);
                return null;
            case HistoryStepKind.Restart:
                _timeline.Add("the consumer restarts");
                await run.Switches.RestartAsync(cancellationToken).ConfigureAwait(false);
                return null;
            case HistoryStepKind.Wait:
                await AdvanceAsync(step.Wait, cancellationToken).ConfigureAwait(false);
                return null;
            default:
                return await DeliverAsync(step, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ClauseFinding?> DeliverAsync(HistoryStep step, CancellationToken cancellationToken)
    {
        var sent = step.Events;
        await BeginAsync(sent, cancellationToken).ConfigureAwait(false);
        var fails = "";
        if (step.FailsAt is { } point)
        {
            await run.Switches.FailAsync(sent[0].Delivery, step.Failures, point, cancellationToken).ConfigureAwait(false);
            _failures = Math.Max(_failures, step.Failures);
            fails = $", asked to fail {(step.Failures == 1 ? "once" : step.Failures + " times")} {point.InWords()}";
        }

        var wasAccepted = _ledger.IsAccepted(sent[0]);
        var answers = sent.Count == 1
            ? [await run.AskAsync(step.HasOtherHeaders ? OtherHeaders.Of(run, sent[0].Sent) : sent[0].Sent, cancellationToken).ConfigureAwait(false)]
            : await run.SendTogetherAsync([.. sent.Select(one => one.Sent)], cancellationToken).ConfigureAwait(false);
        foreach (var (one, answer) in sent.Zip(answers))
        {
            _timeline.Add($"{(wasAccepted ? $"{Name(one)}, again" : Dated(one))}{(sent.Count > 1 ? ", at once" : "")}{(one == sent[0] ? fails : "")}", answer.ToString());
            if (answer.IsAccepted)
                _ledger.Acknowledged(one);
        }

        return wasAccepted && sent.Count == 1 && step.FailsAt is null && !answers[0].IsAccepted
            ? await DuplicateAsync(sent[0], cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>
    /// A duplicate may be refused while the first is worked on, once more for a reason of its own, and as often as a failure was asked for, which need
    /// not have happened yet; not after that.
    /// </summary>
    private async Task<ClauseFinding?> DuplicateAsync(HistoryEvent sent, CancellationToken cancellationToken)
    {
        await run.Effects.WaitForAsync(sent.Delivery, cancellationToken).ConfigureAwait(false);
        for (var retry = 0; ; retry++)
        {
            var answer = await run.RetryAsync(sent.Sent, cancellationToken).ConfigureAwait(false);
            _timeline.Add($"{Name(sent)}, again", answer.ToString());
            if (answer.IsAccepted)
                return null;
            if (retry >= _failures)
                return Part(sent, "a 2xx, also for a duplicate", answer.ToString());
        }
    }

    private async Task<ClauseFinding?> ForgeAsync(HistoryStep step, CancellationToken cancellationToken)
    {
        var answer = await run.AskAsync(step.Forgery!, cancellationToken).ConfigureAwait(false);
        _timeline.Add($"{Name(step.Events[0])}, forged ({step.Forgery!.Note})", answer.ToString());
        return answer.IsAccepted ? Part(step.Forgery, "a refusal", answer.ToString()) : null;
    }

    private async Task HangUpAsync(HistoryStep step, CancellationToken cancellationToken)
    {
        var sent = step.Events[0];
        await BeginAsync(step.Events, cancellationToken).ConfigureAwait(false);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        cut.CancelAfter(run.Baseline.AnswerLatency * (step.Hundredths / 100.0));
        try
        {
            var answer = await run.AskAsync(sent.Sent, cut.Token).ConfigureAwait(false);
            _timeline.Add(Dated(sent), answer.ToString());
            if (answer.IsAccepted)
                _ledger.Acknowledged(sent);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _timeline.Add(Dated(sent), "the connection ends before there is an answer");
        }
    }

    /// <summary>Before something of an entity is sent, looks for what was acknowledged of it: what is there already cannot be overtaken.</summary>
    private async Task BeginAsync(IReadOnlyList<HistoryEvent> sent, CancellationToken cancellationToken)
    {
        foreach (var key in sent.Select(one => one.Entity).Distinct().SelectMany(_ledger.Unseen).GroupBy(one => one.Key))
        {
            var all = _ledger.Accepted.Count(one => one.Key == key.Key);
            var missing = await run.Effects.WaitForAsync([key.First().Delivery], all, _ => Twice(run.Baseline.EffectLatency), cancellationToken).ConfigureAwait(false);
            if (missing.Count == 0)
                _ledger.Seen(key.Key);
        }

        foreach (var one in sent)
            _ledger.Tried(one);
    }

    /// <summary>Twice as long as effects take; of those that are very late, nothing is waited for but what comes soon.</summary>
    private static TimeSpan Twice(TimeSpan latency) => latency * 2 < MaxWait ? latency * 2 : MaxWait;

    private async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        await run.Switches.AdvanceAsync(by, cancellationToken).ConfigureAwait(false);
        _timeline.Advance(by);
    }

    /// <summary>
    /// The sender comes again, after the waits between its attempts where the consumer's clock can be moved on. An attempt that met another of the same
    /// delivery in work has used up none of the failures that were asked for: so many retries more are made.
    /// </summary>
    private async Task<ClauseFinding?> RetryAsync(CancellationToken cancellationToken)
    {
        var waits = run.Consumer.Sender.Waits;
        for (var retry = 0; _ledger.Pending.Count > 0; retry++)
        {
            if (run.Consumer.Clock is not null && retry < waits.Count)
                await AdvanceAsync(waits[retry], cancellationToken).ConfigureAwait(false);
            else
                await Task.Delay(BetweenRetries, cancellationToken).ConfigureAwait(false);
            foreach (var pending in _ledger.Pending)
            {
                var answer = await run.SendAsync(pending.Sent, cancellationToken).ConfigureAwait(false);
                _timeline.Add($"{Name(pending)}, again", answer.ToString());
                if (answer.IsAccepted)
                    _ledger.Acknowledged(pending);
                else if (retry >= waits.Count + _failures)
                    return Part(pending, "a 2xx, at the latest for the last retry", answer.ToString());
            }
        }

        return null;
    }

    private List<(HistoryEvent Event, int AtLeast, int AtMost)> Expected() => [.. _ledger.Expected().Where(one => run.Baseline.Effective.Contains(one.Event.Delivery.Event))];

    private ClauseFinding Part(HistoryEvent sent, string expected, string actual) => Part(sent.Sent, expected, actual);

    private ClauseFinding Part(WebhookDelivery delivery, string expected, string actual) => ClauseFinding.Broken(delivery with { Note = "valid and signed, in a history" }, expected, actual, _timeline.ToString());

    /// <summary>With the time of the envelope, which tells what is older.</summary>
    private string Dated(HistoryEvent sent) =>
        Name(sent) + ((sent.Delivery.Tree as PhpArray)?[run.Consumer.Sender.Envelope.CreatedAt] is PhpString createdAt ? $", dispatched at {createdAt}" : "");

    private static string Name(HistoryEvent sent) => $"{sent.Delivery.Event} of {sent.Entity}";
}
