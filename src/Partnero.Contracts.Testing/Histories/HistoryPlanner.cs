using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Variations;

namespace Partnero.Contracts.Testing.Histories;

/// <summary>
/// Draws a history: what happens to a few entities, in which order it arrives, what comes twice, is forged, fails, or is cut off, and what
/// happens to the consumer meanwhile. Only what its switches can do is drawn. Every event that happens is delivered in the end.
/// </summary>
/// <param name="run">What the deliveries are made with.</param>
/// <param name="profile">What payloads are like.</param>
/// <param name="choices">What all is drawn from; of smaller ones, a smaller history.</param>
internal sealed class HistoryPlanner(ClauseRun run, FixtureProfile profile, Choices choices)
{
    private const int MaxSteps = 10;
    private const int MaxTogether = 4;

    private static readonly FailurePoint[] EveryPoint = [FailurePoint.BeforeEffect, FailurePoint.BeforeCommit, FailurePoint.AfterCommit];

    private readonly HistoryWorld _world = new(run, profile, choices);
    private readonly List<HistoryStep> _steps = [];
    private readonly List<HistoryEvent> _arrived = [];
    private readonly List<HistoryEvent> _held = [];
    private readonly HashSet<(string Event, string Entity)> _failing = [];
    private bool _hasRestarted;

    public IReadOnlyList<HistoryStep> Draw()
    {
        for (var goesOn = true; goesOn && _steps.Count < MaxSteps;)
        {
            // Whether there is one is a part of the step, so that a shorter history is drawn from what is left without it.
            var start = choices.Begin();
            goesOn = choices.MostlyIn(9) || _steps.Count == 0;
            if (goesOn)
                Step();
            choices.End(start);
        }

        while (_held.Count > 0)
            Release(0);
        return _steps;
    }

    private void Step()
    {
        switch (choices.Below(13))
        {
            case 3 when _arrived.Count > 0:
                Arrive(choices.Of(_arrived));
                break;
            case 4:
                Together();
                break;
            case 5:
                Forge();
                break;
            case 6:
                if (_world.NextEvent() is { } waits)
                    _held.Add(waits);
                break;
            case 7 when _held.Count > 0:
                Release(choices.Below(_held.Count));
                break;
            case 8 or 12:
                HangUp();
                break;
            case 9 when run.Consumer.Restart is not null && _arrived.Count > 0 && !_hasRestarted:
                // Once at most: it may take seconds.
                _hasRestarted = true;
                _steps.Add(new HistoryStep(HistoryStepKind.Restart));
                break;
            case 10 when run.Consumer.Clock is not null && _arrived.Count > 0:
                Wait();
                break;
            default:
                if (_world.NextEvent() is { } next)
                    Arrive(next);
                break;
        }
    }

    private void Release(int at)
    {
        var held = _held[at];
        _held.RemoveAt(at);
        Arrive(held);
    }

    private void Arrive(params HistoryEvent[] events)
    {
        var step = new HistoryStep(HistoryStepKind.Deliver) { Events = events };
        // Once for each event of an entity: what it has failed at before, it is not asked to fail at again.
        if (run.Consumer.FailFor is not null && choices.OnceIn(4) && _failing.Add(events[0].Key))
        {
            step = step with
            {
                FailsAt = run.Consumer.FailsAtEveryPoint ? choices.Of(EveryPoint) : FailurePoint.BeforeEffect,
                Failures = 1 + choices.Below(run.Consumer.Clock is null ? 2 : run.Consumer.Sender.Waits.Count),
            };
        }

        // A retry comes by another machine, and at another time.
        var isRepeated = events.Length == 1 && _arrived.Contains(events[0]);
        _steps.Add(step with { HasOtherHeaders = isRepeated && choices.Below(2) == 1 });
        _arrived.AddRange(events.Except(_arrived));
    }

    /// <summary>Several attempts at the same moment: of one event, or of some that happened one after the other.</summary>
    private void Together()
    {
        var count = 2 + choices.Below(MaxTogether - 1);
        if (choices.Below(2) == 0)
        {
            var one = _arrived.Count > 0 && choices.Below(2) == 1 ? choices.Of(_arrived) : _world.NextEvent();
            if (one is not null)
                Arrive([.. Enumerable.Repeat(one, count)]);
            return;
        }

        var events = Enumerable.Range(0, count).Select(_ => _world.NextEvent()).OfType<HistoryEvent>().ToArray();
        if (events.Length > 0)
            Arrive(events);
    }

    /// <summary>Of an event that has arrived, or of one that is still to come, which it may poison.</summary>
    private void Forge()
    {
        var start = choices.Begin();
        var way = choices.Below(profile == FixtureProfile.Adversarial ? 4 : 3);
        var fault = choices.Of(SignatureFault.All);
        var type = choices.Of(Forgeries.ContentTypes);
        var header = choices.Of(Forgeries.InsideHeaders);
        var isOfArrived = choices.Below(2) == 1;
        choices.End(start);
        if ((isOfArrived && _arrived.Count > 0 ? choices.Of(_arrived) : _world.NextEvent()) is not { } forged)
            return;
        var forgery = way switch
        {
            1 => Forgeries.OfType(run, forged.Delivery, type, isSigned: true),
            2 when _arrived.FirstOrDefault(other => other != forged) is { } seen => forged.Delivery.WithSignature(seen.Delivery.Signature, "with the signature of a delivery that came before"),
            3 => Forgeries.FromInside(run, forged.Delivery, header),
            _ => fault.Inject(forged.Delivery, run.Consumer.Secret),
        };
        _steps.Add(new HistoryStep(HistoryStepKind.Forge) { Events = [forged], Forgery = forgery });
        if (!_arrived.Contains(forged) && !_held.Contains(forged))
            _held.Add(forged);
    }

    private void HangUp()
    {
        var hundredths = choices.Below(120);
        if (_world.NextEvent() is not { } cut)
            return;
        _steps.Add(new HistoryStep(HistoryStepKind.HangUp) { Events = [cut], Hundredths = hundredths });
        _arrived.Add(cut);
    }

    /// <summary>As long as between two attempts, or until after midnight.</summary>
    private void Wait()
    {
        var waits = run.Consumer.Sender.RetryTimes;
        var chosen = choices.Below(waits.Count + 1);
        var now = run.Consumer.Clock!.Now;
        _steps.Add(new HistoryStep(HistoryStepKind.Wait) { Wait = chosen < waits.Count ? waits[chosen] : now.UtcDateTime.Date.AddDays(1).AddMinutes(1) - now.UtcDateTime });
    }
}
