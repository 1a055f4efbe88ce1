using System.Diagnostics;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Session;

/// <summary>Sends a valid delivery of each event, to find out what the consumer accepts and what has an effect.</summary>
internal sealed class BaselinePhase(WebhookConsumer consumer, DeliveryFactory factory, RetryingSender sender, EffectsObserver effects)
{
    /// <summary>A consumer that has asked this often for nothing but "later" will do it again.</summary>
    private const int MaxLater = 2;

    private static readonly TimeSpan Ending = TimeSpan.FromMilliseconds(300);

    private readonly List<(WebhookDelivery Delivery, DeliveryAnswer Answer)> _sent = [];
    private string? _incomplete;

    /// <summary>Whether the deliveries were sent before, by another run.</summary>
    public bool IsReplay { get; init; }

    public async Task<Baseline> RunAsync(CancellationToken cancellationToken)
    {
        consumer.Log?.Clear();
        var events = consumer.Handles ?? consumer.Schemas.Documented;
        var life = consumer.Schemas.Life;
        foreach (var family in life.FamiliesInOrder(events.Select(EventLife.Family)))
        {
            if (!await RunFamilyAsync(family, life.InOrder(events.Where(name => EventLife.Family(name) == family)), cancellationToken).ConfigureAwait(false))
                break;
        }

        await EnsureAnswersAsync(cancellationToken).ConfigureAwait(false);
        var (effective, latency) = await FindEffectiveAsync(cancellationToken).ConfigureAwait(false);
        var (doubt, hint) = _incomplete is null ? await new DoubtFinder(consumer, factory, sender, _sent).FindAsync(cancellationToken).ConfigureAwait(false) : default;
        doubt ??= await DoubtEffectsAsync(effective, cancellationToken).ConfigureAwait(false);
        return new Baseline(_sent, effective, latency, factory.Known, factory.Identity)
        {
            Doubt = doubt,
            Hint = hint,
            Incomplete = _incomplete,
            LookLatency = effects.LookLatency,
            Log = consumer.Log?.Read(),
        };
    }

    /// <summary>One entity that is kept, for others to refer to; and one that goes through all events of its family.</summary>
    private async Task<bool> RunFamilyAsync(string family, IReadOnlyList<string> events, CancellationToken cancellationToken)
    {
        var created = consumer.Schemas.Life.CreationOf(events[0]);
        if (events.Contains(created))
        {
            var kept = factory.Valid(created);
            if (!await SendAsync(kept, cancellationToken).ConfigureAwait(false))
                return false;
            factory.Known[family] = kept.EntityId;
        }

        var entity = factory.NewId(created);
        foreach (var name in events)
        {
            if (!await SendAsync(factory.Valid(name, entity), cancellationToken).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    private async Task<bool> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (IsReplay && effects.IsGiven && await effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false) > 0)
            throw new AlreadyAppliedException(delivery.Event, delivery.EntityId);
        try
        {
            _sent.Add((delivery, await DeliverAsync(delivery, cancellationToken).ConfigureAwait(false)));
            return _sent.Count < MaxLater || _sent.Any(sent => !sent.Answer.IsLater);
        }
        catch (ClauseEndedException ended)
        {
            // Of a consumer that is gone, the delivery before this one is the one that ended it.
            if (ended.Finding.Delivery is { } last && ended.Answer is { } none)
                _sent.Add((last, none));
            _incomplete = ended.CutShort;
            return false;
        }
    }

    private async Task<DeliveryAnswer> DeliverAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        return await sender.IsPassingAsync(delivery, answer, _ => Task.CompletedTask, cancellationToken).ConfigureAwait(false)
            ? await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false)
            : answer;
    }

    /// <summary>An answer to a delivery without a signature shows that somebody is there, who breaks off at valid ones, and is not gone since.</summary>
    private async Task EnsureAnswersAsync(CancellationToken cancellationToken)
    {
        if (_incomplete is not null || !_sent.Exists(sent => sent.Answer.IsUnanswered))
            return;
        try
        {
            // A process that ends takes a moment for it.
            await Task.Delay(Ending, cancellationToken).ConfigureAwait(false);
            var unsigned = await sender.AskAsync(_sent[0].Delivery.WithSignature(null, "without a signature"), cancellationToken).ConfigureAwait(false);
            if (unsigned.IsUnanswered && _sent.TrueForAll(sent => sent.Answer.IsUnanswered))
                throw ConsumerUnreachableException.NoHttp(sender.Address, unsigned.Failure!);
        }
        catch (ClauseEndedException ended)
        {
            _incomplete = ended.CutShort;
        }
    }

    private async Task<(IReadOnlyList<string> Effective, TimeSpan Latency)> FindEffectiveAsync(CancellationToken cancellationToken)
    {
        var accepted = _sent.Where(sent => sent.Answer.IsAccepted).Select(sent => sent.Delivery).ToList();
        if (_incomplete is not null || !effects.IsGiven || accepted.Count == 0)
            return ([], TimeSpan.Zero);

        // Once some effects have shown, the others get much longer than those took, but not the whole effect timeout:
        // an event without a handler never has one.
        var clock = Stopwatch.StartNew();
        TimeSpan? first = null;
        var (lookedBefore, looked) = (TimeSpan.Zero, TimeSpan.Zero);
        var missing = await effects.WaitForAsync(accepted, 1, Within, cancellationToken).ConfigureAwait(false);
        return ([.. accepted.Except(missing).Select(delivery => delivery.Event).Distinct()], missing.Count == 0 ? looked : first ?? TimeSpan.Zero);

        // Asked before each look. What a look found was there when it began: however long it takes itself, the effects were no later.
        TimeSpan Within(bool someCame)
        {
            (lookedBefore, looked) = (looked, clock.Elapsed);
            return someCame ? effects.Generous(first ??= lookedBefore) : consumer.EffectTimeout;
        }
    }

    /// <summary>Effects of an entity that was never sent show that they are not asked for by their id: a duplicate and two entities would look the same.</summary>
    private async Task<string?> DoubtEffectsAsync(IReadOnlyList<string> effective, CancellationToken cancellationToken)
    {
        if (effective.Count == 0)
            return null;
        var id = factory.NewId(effective[0]);
        if (_sent.Exists(sent => sent.Delivery.EntityId == id))
            return null;
        var never = factory.Sign(effective[0], id, default);
        return await effects.CountAsync(never, cancellationToken).ConfigureAwait(false) > 0
            ? $"WebhookConsumer.Effects finds {effective[0]} of {id}, which was never sent: it seems not to look for the entity's id. Have it find what was applied to the entity that it is asked for, and nothing else."
            : null;
    }
}
