using System.Diagnostics;
using Partnero.Contracts.Testing.Fixtures;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Running;

/// <summary>Sends a valid delivery of each event, to find out what the consumer accepts and what has an effect.</summary>
internal sealed class ControlPhase(WebhookConsumer consumer, DeliveryFactory factory, PatientSender sender, EffectsObserver effects)
{
    /// <summary>The order in which entities of one kind live, and kinds depend on each other.</summary>
    private static readonly string[] Families = ["partner", "customer", "transaction", "reward"];
    private static readonly string[] Life = ["created", "updated", "approved", "rejected", "paid", "archived", "deleted"];

    /// <summary>A consumer that has asked this often for nothing but "later" will do it again.</summary>
    private const int MostLater = 2;

    private readonly List<(WebhookDelivery Delivery, DeliveryAnswer Answer)> _sent = [];
    private string? _busy;

    public async Task<Control> RunAsync(CancellationToken cancellationToken)
    {
        var events = consumer.Handles ?? consumer.Schemas.Documented;
        foreach (var family in events.GroupBy(DeliveryFactory.Family).OrderBy(group => Rank(Families, group.Key)))
        {
            if (!await RunFamilyAsync(family.Key, [.. family.OrderBy(name => Rank(Life, name.Split('.')[^1]))], cancellationToken).ConfigureAwait(false))
                break;
        }

        await EnsureAnswersAsync(cancellationToken).ConfigureAwait(false);
        var (effective, latency) = await FindEffectiveAsync(cancellationToken).ConfigureAwait(false);
        return new Control(_sent, effective, latency, factory.Known, factory.Identity)
        {
            IsSecretDoubtful = _busy is null && await IsSecretDoubtfulAsync(cancellationToken).ConfigureAwait(false),
            Silence = _busy,
        };
    }

    /// <summary>One entity that is kept, for others to refer to; and one that goes through all events of its family.</summary>
    private async Task<bool> RunFamilyAsync(string family, List<string> events, CancellationToken cancellationToken)
    {
        var created = family + ".created";
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

    /// <summary>Whether the deliveries were sent before, by another run.</summary>
    public bool IsReplay { get; init; }

    private async Task<bool> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (IsReplay && effects.IsGiven && await effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false) > 0)
            throw new AlreadyAppliedException(delivery.Event, delivery.EntityId);
        try
        {
            _sent.Add((delivery, await sender.SendAsync(delivery, cancellationToken).ConfigureAwait(false)));
            return _sent.Count < MostLater || _sent.Any(sent => !sent.Answer.IsLater);
        }
        catch (ConsumerSilentException silent)
        {
            _sent.Add((delivery, silent.Answer));
            return false;
        }
        catch (ConsumerBusyException busy)
        {
            _busy = busy.Message;
            return false;
        }
    }

    /// <summary>An answer to a delivery without a signature shows that somebody is there, who breaks off at valid ones.</summary>
    private async Task EnsureAnswersAsync(CancellationToken cancellationToken)
    {
        if (_sent.Count == 0 || !_sent.All(sent => sent.Answer.IsUnanswered))
            return;
        var unsigned = await sender.SendOnceAsync(_sent[0].Delivery.WithSignature(null, "without a signature"), cancellationToken).ConfigureAwait(false);
        if (unsigned.IsUnanswered)
            throw ConsumerUnreachableException.NoHttp(sender.Address, unsigned.Failure!);
    }

    private async Task<bool> IsSecretDoubtfulAsync(CancellationToken cancellationToken)
    {
        // "Later" says nothing of the signature.
        var judged = _sent.Where(sent => !sent.Answer.IsLater).ToList();
        if (judged.Count == 0 || judged.Any(sent => sent.Answer.Status is not (>= 400 and < 500)))
            return false;
        var plain = factory.Valid(judged[0].Delivery.Event, change: data => Php.PhpArray.Map(data.Where(field => IsPlain(field.Value)).Select(field => (field.Key.ToString(), field.Value))), changeEnvelope: body => body.With("url", "shop"), optional: Drawing.OptionalFields.None);
        return !(await sender.SendAsync(plain, cancellationToken).ConfigureAwait(false)).IsAccepted;

        static bool IsPlain(Php.PhpValue value) => value is not Php.PhpString text || text.ToString().All(c => char.IsAscii(c) && c is not ('/' or '"'));
    }

    private async Task<(IReadOnlyList<string> Effective, TimeSpan Latency)> FindEffectiveAsync(CancellationToken cancellationToken)
    {
        var accepted = _sent.Where(sent => sent.Answer.IsAccepted).Select(sent => sent.Delivery).ToList();
        if (!effects.IsGiven || accepted.Count == 0)
            return ([], TimeSpan.Zero);

        // Once some effects have shown, the others get much longer than those took, but not the whole patience:
        // an event without a handler never has one.
        var clock = Stopwatch.StartNew();
        TimeSpan? first = null;
        var missing = await effects.WaitForAsync(accepted, 1, someCame => someCame ? Generous(first ??= clock.Elapsed) : consumer.Patience, cancellationToken).ConfigureAwait(false);
        return ([.. accepted.Except(missing).Select(delivery => delivery.Event).Distinct()], missing.Count == 0 ? clock.Elapsed : first ?? TimeSpan.Zero);

        TimeSpan Generous(TimeSpan latency)
        {
            var generous = TimeSpan.FromSeconds(1) + (latency * 20);
            return generous < consumer.Patience ? generous : consumer.Patience;
        }
    }

    private static int Rank(string[] order, string name) => Array.IndexOf(order, name) is var at and >= 0 ? at : order.Length;
}
