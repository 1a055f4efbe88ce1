using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing.Cases;

/// <summary>Draws the deliveries of a sequence.</summary>
internal sealed class SequenceGenerator(FixtureSettings settings, Choices choices, ulong nonce)
{
    private const int MaxSteps = 14;
    private const int MaxEntities = 3;

    private readonly IReadOnlyList<string> _events = settings.EventNames();
    private readonly List<SequenceStep> _steps = [];
    private readonly List<(WebhookDelivery Delivery, DateTimeOffset Moment)> _held = [];
    private readonly List<(string Family, PhpValue Id)> _entities = [];
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private TimeSpan _now;
    private ulong _count;

    /// <summary>The entities whose creation happens, whether or not it is delivered: it may be forged alone.</summary>
    public HashSet<string> Created { get; } = [];

    public IReadOnlyList<SequenceStep> Draw()
    {
        for (var goesOn = true; goesOn && _steps.Count < MaxSteps;)
        {
            // Whether there is one is a part of the step, so that a shorter sequence is drawn from what is left without it.
            var start = choices.Begin();
            goesOn = choices.MostlyIn(7) || _steps.Count == 0;
            if (goesOn)
                Step();
            choices.End(start);
            _now += TimeSpan.FromSeconds(1);
        }

        while (_held.Count > 0)
            Release(0);
        return _steps;
    }

    private void Step()
    {
        var sent = _steps.Where(step => step.Kind is SequenceStepKind.New or SequenceStepKind.Late).ToList();
        switch (choices.Below(9))
        {
            case 3 or 4 when sent.Count > 0:
                _steps.Add(choices.Of(sent) with { Kind = SequenceStepKind.Duplicate, At = _now });
                break;
            case 5 when sent.Count > 0:
                Retry(choices.Of(sent));
                break;
            case 6:
                Forge(sent);
                break;
            case 7:
                _held.Add(NewEvent());
                break;
            case 8 when _held.Count > 0:
                Release(choices.Below(_held.Count));
                break;
            default:
                _held.Add(NewEvent());
                Release(_held.Count - 1);
                break;
        }
    }

    /// <summary>Sends a delivery that waited; late is what happened before something that has arrived.</summary>
    private void Release(int at)
    {
        var (delivery, moment) = _held[at];
        _held.RemoveAt(at);
        _steps.Add(new SequenceStep(moment < _latest ? SequenceStepKind.Late : SequenceStepKind.New, delivery, _now));
        _latest = moment > _latest ? moment : _latest;
    }

    private void Retry(SequenceStep first)
    {
        var at = first.At + choices.Of(settings.Sender.RetryTimes);
        _now = at > _now ? at : _now;
        _steps.Add(first with { Kind = SequenceStepKind.Retry, At = _now });
    }

    /// <summary>Of a delivery that has arrived, or of one that is still to come, which it may poison.</summary>
    private void Forge(List<SequenceStep> sent)
    {
        // All chosen first and in any case, so that what is left without them is the event alone.
        var start = choices.Begin();
        var forgery = choices.Of(SignatureFault.All);
        var isOfSent = choices.Below(2) == 1;
        var comesLater = choices.Below(2) == 1;
        choices.End(start);
        if (isOfSent && sent.Count > 0)
        {
            _steps.Add(new SequenceStep(SequenceStepKind.Forged, forgery.Inject(choices.Of(sent).Delivery, settings.Secret), _now));
            return;
        }

        var next = NewEvent();
        _steps.Add(new SequenceStep(SequenceStepKind.Forged, forgery.Inject(next.Delivery, settings.Secret), _now));
        if (comesLater)
            _held.Add(next);
    }

    private (WebhookDelivery Delivery, DateTimeOffset Moment) NewEvent()
    {
        var number = ++_count;
        var isFurther = choices.Below(3) > (_entities.Count < MaxEntities ? 1 : 0);
        var (name, id) = isFurther && _entities.Count > 0 ? FurtherEvent(choices.Of(_entities)) : FirstEvent(number);
        if (settings.Schemas.Life.IsCreation(name))
            Created.Add(PhpValues.Name(id)!);
        var moment = settings.Moment.AddSeconds(number).AddTicks(choices.Below(1_000_000) * TimeSpan.TicksPerMicrosecond);
        return (BodyGenerator.Draw(settings, choices, name, id, Choices.Mix(nonce, number), moment), moment);
    }

    private (string Name, PhpValue Id) FirstEvent(ulong number)
    {
        var created = _events.Where(name => settings.Schemas.Life.IsCreation(name)).ToList();
        var name = choices.Of(created.Count > 0 ? created : _events);
        var id = EntityIds.Draw(settings, choices, name, Choices.Mix(nonce, number));
        _entities.Add((settings.Sender.Events.Family(name), id));
        return (name, id);
    }

    /// <summary>Another event of an entity; its creation is not told twice.</summary>
    private (string Name, PhpValue Id) FurtherEvent((string Family, PhpValue Id) entity)
    {
        var further = _events.Where(name => settings.Sender.Events.Family(name) == entity.Family && !settings.Schemas.Life.IsCreation(name)).ToList();
        return further.Count > 0 ? (choices.Of(further), entity.Id) : FirstEvent(_count);
    }
}
