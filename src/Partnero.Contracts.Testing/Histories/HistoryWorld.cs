using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Variations;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing.Histories;

/// <summary>The entities of a history, and what happens to them: to each what may happen in its life, in that order.</summary>
/// <param name="run">What the deliveries are made with.</param>
/// <param name="profile">What payloads are like.</param>
/// <param name="choices">What all is drawn from.</param>
internal sealed class HistoryWorld(ClauseRun run, FixtureProfile profile, Choices choices)
{
    private const int MaxEntities = 3;

    /// <summary>Signed rightly, and looking unusual: each is known to arrive.</summary>
    private static readonly string[] Variants = ["lower-case-header", "upper-case-header", "old-header"];

    private readonly EventLife _life = run.Consumer.Schemas.Life;
    private readonly List<Entity> _entities = [];
    private readonly string _digits = run.Deliveries.NewNumber(asText: true);
    private HistoryEvent? _last;
    private int _number;

    /// <summary>What happens next.</summary>
    /// <returns>Null where every entity has come to its end, and no other is to be had.</returns>
    public HistoryEvent? NextEvent()
    {
        var open = _entities.Where(entity => entity.Next.Count > 0).ToList();
        var isFurther = open.Count > 0 && (choices.Below(2) == 1 || _entities.Count == MaxEntities);
        if (isFurther)
        {
            var entity = choices.Of(open);
            return Happen(entity, entity.Update is { } update && choices.Below(2) == 1 ? update : choices.Of(entity.Next));
        }

        return _entities.Count < MaxEntities ? Begin() : null;
    }

    private HistoryEvent Begin()
    {
        // An entity whose creation this consumer does not take begins with what it takes.
        var first = run.Baseline.Effective.Select(name => run.Baseline.Accepted.Contains(_life.CreationOf(name)) ? _life.CreationOf(name) : name).Distinct().ToList();
        var name = choices.Of(first);
        var family = EventLife.Family(name);
        var entity = new Entity(NewId(name), _life.InOrder(run.Baseline.Accepted.Where(other => EventLife.Family(other) == family)), run.Consumer.Sender.Events.IsUpdate, _life.IsEnd);
        _entities.Add(entity);
        return Happen(entity, name);
    }

    /// <summary>An id of the usual form, or one that a careless comparison takes for another's.</summary>
    private string NewId(string name)
    {
        var alike = profile == FixtureProfile.Realistic ? LookalikeIds.Numbers(_digits) : [.. LookalikeIds.Numbers(_digits), .. LookalikeIds.Texts(_digits)];
        var chosen = choices.Below(alike.Count * 3);
        if (chosen < alike.Count * 2 || !PayloadShapes.IdentityTypes(run.Consumer.Schemas, name).Seen.HasFlag(JsonTypes.String))
            return run.Deliveries.NewId(name, profile);
        var id = alike[chosen % alike.Count];
        return _entities.Exists(entity => entity.Id == id) || !IsAllowed(run.Deliveries.Valid(name, id)) ? run.Deliveries.NewId(name, profile) : id;
    }

    private HistoryEvent Happen(Entity entity, string name)
    {
        var start = choices.Begin();
        var delivery = run.Consumer.Schemas.Events.Contains(name) ? run.Deliveries.Drawn(name, entity.Id, profile, choices) : run.Deliveries.Valid(name, entity.Id);
        choices.End(start);
        delivery = AtTheMomentOfAnother(entity, WithEarlierPayload(entity, delivery));
        var happened = new HistoryEvent(++_number, delivery, InAnotherWay(delivery), _life.IsCreation(name));
        entity.Happened.Add(happened);
        _last = happened;
        return happened;
    }

    /// <summary>The payload of an earlier event of the entity, now and then: A, B, A; or one payload under two names.</summary>
    private WebhookDelivery WithEarlierPayload(Entity entity, WebhookDelivery delivery)
    {
        if (!choices.OnceIn(4) || entity.Happened.Count == 0)
            return delivery;
        var earlier = choices.Of(entity.Happened).Delivery;
        return Changed(delivery, PhpTree.Set(delivery.Tree!, [delivery.Sender.Envelope.Data], SamePayload.Again(earlier.Data, delivery.Data)));
    }

    /// <summary>
    /// The microsecond at which something happened to another entity, now and then. Never that of what happened to its own: of two changes at
    /// one moment, either may be the last.
    /// </summary>
    private WebhookDelivery AtTheMomentOfAnother(Entity entity, WebhookDelivery delivery)
    {
        if (!choices.OnceIn(5) || _last is null || _last.Entity == entity.Id)
            return delivery;
        var moment = MomentOf(_last.Delivery);
        return entity.Happened.Exists(own => MomentOf(own.Delivery).Equals(moment))
            ? delivery
            : Changed(delivery, PhpTree.Set(delivery.Tree!, [delivery.Sender.Envelope.CreatedAt], moment));
    }

    private static PhpValue MomentOf(WebhookDelivery delivery) => PhpTree.Find(delivery.Tree!, [delivery.Sender.Envelope.CreatedAt])!;

    private WebhookDelivery Changed(WebhookDelivery delivery, PhpValue tree) =>
        delivery.WithBody(tree).Signed(run.Consumer.Secret) is var changed && IsAllowed(changed) ? changed : delivery;

    /// <summary>What proxies and senders do differently below the delivery itself.</summary>
    private WebhookDelivery InAnotherWay(WebhookDelivery delivery) => choices.Below(10) switch
    {
        6 => delivery with { Wire = new WireHabits { Parts = 2 } },
        7 => delivery with { Wire = new WireHabits { KeepsConnection = true } },
        8 => delivery with { Wire = new WireHabits { ExpectsContinue = true } },
        9 => SignatureVariant.Find(choices.Of(Variants)).Apply(delivery, run.Consumer.Secret),
        _ => delivery,
    };

    private bool IsAllowed(WebhookDelivery delivery) => !run.Consumer.Schemas.Events.Contains(delivery.Event) || run.Consumer.Schemas.Validate(delivery.Body).Count == 0;

    /// <summary>An entity, and how far its life has come.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="inOrder">What may happen to it, in the order of its life.</param>
    /// <param name="isUpdate">What may happen at any time.</param>
    /// <param name="isEnd">What nothing comes after.</param>
    private sealed class Entity(string id, IReadOnlyList<string> inOrder, Func<string, bool> isUpdate, Func<string, bool> isEnd)
    {
        public string Id { get; } = id;

        public List<HistoryEvent> Happened { get; } = [];

        /// <summary>What may happen next: what comes later in its life, and a change at any time before the end.</summary>
        public IReadOnlyList<string> Next
        {
            get
            {
                var position = Happened.Max(happened => inOrder.Index().First(name => name.Item == happened.Delivery.Event).Index);
                return isEnd(inOrder[position]) ? [] : [.. inOrder.Where((name, at) => at > position || isUpdate(name))];
            }
        }

        /// <summary>The change that may happen next; null where nothing may.</summary>
        public string? Update => Next.FirstOrDefault(isUpdate);
    }
}
