using System.Collections.Immutable;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Text;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing.Cases;

/// <summary>What the deliveries of a run are made of, so that the same can be made again.</summary>
/// <param name="Seed">What payloads are drawn from.</param>
/// <param name="Nonce">What ids are made of: in each run others.</param>
/// <param name="Moment">When the first event happens.</param>
/// <param name="Url">The address that envelopes hold.</param>
internal sealed record RunIdentity(ulong Seed, ulong Nonce, DateTimeOffset Moment, Uri Url)
{
    /// <param name="seed">What payloads are drawn from.</param>
    /// <param name="moment">When the first event happens.</param>
    /// <param name="address">Where the deliveries go. Envelopes hold it without a user and a password.</param>
    public static RunIdentity New(ulong seed, DateTimeOffset moment, Uri address) =>
        new(seed, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), moment, MaskedAddress.Without(address));
}

/// <summary>Makes the deliveries of one clause: drawn from the run's seed, with ids that no other run has.</summary>
internal sealed class DeliveryFactory
{
    private readonly FixtureSettings _settings;
    private readonly ulong _seed;
    private readonly ulong _usual;
    private readonly ulong _own;
    private readonly string _prefix;
    private readonly ConcurrentDictionary<string, PhpValue> _ids = [];
    private TimeSpan _advanced;
    private int _count;

    /// <param name="settings">Give the secret, the schemas and the webhook's key.</param>
    /// <param name="identity">What the deliveries are made of.</param>
    /// <param name="scope">What tells them from others of the same run: the id of the clause.</param>
    /// <param name="usual">What the usual values of a run are drawn from: its first deliveries, which show what the consumer accepts, are of the same values.</param>
    public DeliveryFactory(FixtureSettings settings, RunIdentity identity, string scope, ulong usual)
    {
        Identity = identity;
        _usual = usual;
        _settings = settings with { Url = identity.Url, Moment = identity.Moment };
        var salt = Salt(scope);
        _seed = Choices.Mix(identity.Seed, salt);
        _own = Choices.Mix(identity.Nonce, salt);
        _prefix = _own.ToString("x16", CultureInfo.InvariantCulture)[..10];
    }

    public RunIdentity Identity { get; }

    /// <summary>The entities that others refer to, by family: a transaction's partner has been created before it.</summary>
    public Dictionary<string, string> Known { get; } = [];

    /// <summary>The entities that are referred to in place of those, by what is made from here on: others are made at the same time.</summary>
    private readonly AsyncLocal<ImmutableDictionary<string, string>?> _referred = new();

    /// <summary>When the deliveries happen by now.</summary>
    public DateTimeOffset Now => Identity.Moment + _advanced;

    /// <summary>An id for a new entity of an event's family, such as partner_7f…; of another form where the consumer's own schema asks for one.</summary>
    public string NewId(string eventName)
    {
        if (PayloadShapes.IdentityTypes(_settings.Schemas, eventName).Seen == JsonTypes.Integer)
            return NewNumber();
        var number = Interlocked.Increment(ref _count);
        var id = $"{_settings.Sender.Events.Family(eventName)}_{_prefix}{number.ToString("x4", CultureInfo.InvariantCulture)}";
        if (!_settings.Schemas.Events.Contains(eventName) || EntityIds.Fitting(_settings.Schemas.Of(eventName), id, Choices.Mix(Identity.Nonce, _seed + (ulong)number)) is not { } drawn)
            return id;
        var text = PhpValues.Name(drawn) ?? drawn.ToString()!;
        _ids[text] = drawn;
        return text;
    }

    /// <summary>An id for a new entity, a text or a whole number, whichever the profile may draw.</summary>
    public string NewId(string eventName, FixtureProfile profile)
    {
        var (allowed, seen) = PayloadShapes.IdentityTypes(_settings.Schemas, eventName);
        var isEither = (profile == FixtureProfile.Realistic ? seen : allowed) == (JsonTypes.String | JsonTypes.Integer);
        return isEither && Interlocked.Increment(ref _count) % 3 == 0 ? NewNumber() : NewId(eventName);
    }

    /// <summary>An id for a new entity that is a whole number, as its text.</summary>
    /// <param name="asText">Whether it stands as a text in payloads, and not as a number.</param>
    public string NewNumber(bool asText = false)
    {
        var number = Interlocked.Increment(ref _count);
        // Nine digits that no other run has, and no other entity of this one.
        var id = 100_000_000 + (long)(Choices.Mix(Identity.Nonce, _seed + (ulong)number) % 800_000_000) + number;
        var text = id.ToString(CultureInfo.InvariantCulture);
        if (!asText)
            _ids[text] = id;
        return text;
    }

    /// <summary>
    /// A valid, signed delivery. Its ids and times are its own; its other values are the same for an event all through a run, so that
    /// a consumer that refuses one of them is blamed for that once, and not by each clause about something else.
    /// </summary>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="entityId">The entity; unless given, a new one.</param>
    /// <param name="change">Changes the payload before it is signed.</param>
    /// <param name="changeEnvelope">Changes the whole body before it is signed.</param>
    /// <param name="optional">Which of the fields that may be absent are there.</param>
    /// <param name="values">Other values than the usual ones, where it is not 0.</param>
    /// <param name="shape">In which of the sender's shapes the payload is.</param>
    public WebhookDelivery Valid(
        string eventName,
        string? entityId = null,
        Func<PhpArray, PhpArray>? change = null,
        Func<PhpArray, PhpArray>? changeEnvelope = null,
        OptionalFields optional = OptionalFields.All,
        ulong values = 0,
        SourceShape shape = SourceShape.Guide)
    {
        entityId ??= NewId(eventName);
        var (now, number) = NextMoment();
        var data = Identify(eventName, Draw(eventName, entityId, now, number, new DrawStyle(FixtureProfile.Realistic, optional, Evidence.Known, shape), values), entityId);
        data = change is null ? data : change(data);
        var envelope = BodyGenerator.Envelope(_settings, eventName, now, data);
        envelope = changeEnvelope is null ? envelope : changeEnvelope(envelope);
        return Sign(eventName, entityId, PhpJson.Encode(envelope)) with
        {
            Tree = envelope,
            Again = () => Valid(eventName, null, change, changeEnvelope, optional, values, shape),
        };
    }

    /// <summary>A valid, signed delivery of an event, drawn from choices: any that the profile allows.</summary>
    public WebhookDelivery Drawn(string eventName, string entityId, FixtureProfile profile, Choices choices)
    {
        var (now, number) = NextMoment();
        var drawn = BodyGenerator.Draw(_settings with { Profile = profile }, choices, eventName, _ids.GetValueOrDefault(entityId, entityId), Choices.Mix(_own, (ulong)number), now);
        return PhpTree.Find(drawn.Tree!, [_settings.Sender.Envelope.Data]) is PhpArray data
            ? drawn.WithBody(BodyGenerator.Envelope(_settings, eventName, now, Identify(eventName, data, entityId))).Signed(_settings.Secret) with { EntityId = entityId }
            : drawn;
    }

    /// <summary>Makes deliveries that refer to an entity of a kind, and to no other of it.</summary>
    public T Referring<T>(string family, string id, Func<T> make)
    {
        var before = _referred.Value;
        _referred.Value = (before ?? ImmutableDictionary<string, string>.Empty).SetItem(family, id);
        try
        {
            return make();
        }
        finally
        {
            _referred.Value = before;
        }
    }

    /// <summary>Deliveries of some events with one fault each, and otherwise with whatever their schemas allow.</summary>
    public IEnumerable<FaultyDelivery> Faulty(IReadOnlyList<string> events, FaultKind[] kinds) =>
        Deliveries.Faulty(Choices.Mix(_seed, (ulong)NextMoment().Number), Identity.Nonce, _settings with { Events = events, Moment = Now, Profile = FixtureProfile.Adversarial }, kinds);

    /// <summary>Choices of the run's seed.</summary>
    public Choices NextChoices() => Choices.Random(Choices.Mix(_seed, (ulong)Interlocked.Increment(ref _count)));

    /// <summary>A delivery of any body, signed correctly.</summary>
    public WebhookDelivery Sign(string eventName, string entityId, ReadOnlyMemory<byte> body) =>
        WebhookDelivery.Create(_settings.Sender, eventName, entityId, body, Now).Signed(_settings.Secret);

    /// <summary>A moment some microseconds after that of any delivery before.</summary>
    public (DateTimeOffset Moment, int Number) NextMoment()
    {
        var number = Interlocked.Increment(ref _count);
        return (Now.AddTicks(number * 10L * TimeSpan.TicksPerMicrosecond), number);
    }

    /// <summary>Lets what comes next happen so much later.</summary>
    public void Advance(TimeSpan by) => _advanced += by;

    private static ulong Salt(string text) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private PhpArray Draw(string eventName, string entityId, DateTimeOffset now, int number, DrawStyle style, ulong values)
    {
        if (!_settings.Schemas.Events.Contains(eventName))
            return PhpArray.Map(("id", entityId), ("note", "an event that no schema describes"));
        var entity = _ids.GetValueOrDefault(entityId, entityId);
        var words = new EntityWords(Choices.Mix(_own, (ulong)number), now, entity);
        var data = BodyGenerator.Payload(_settings.Schemas.Of(eventName), Choices.Random(Choices.Mix(Choices.Mix(_usual, Salt(eventName)), values)), style, words, entity);
        return data as PhpArray ?? PhpArray.Empty;
    }

    /// <summary>Gives the payload its identity, and the ids of entities that exist.</summary>
    private PhpArray Identify(string eventName, PhpArray data, string entityId)
    {
        var names = _settings.Schemas.IdentityNames(eventName);
        data = data.With(names.FirstOrDefault(name => data[name] is not null) ?? names[0], _ids.GetValueOrDefault(entityId, entityId));
        foreach (var field in _settings.Schemas.Events.Contains(eventName) ? _settings.Schemas.Of(eventName).Fields : [])
        {
            if (!(_referred.Value?.TryGetValue(field.RefersTo, out var known) ?? false) && !Known.TryGetValue(field.RefersTo, out known))
                continue;
            var id = _ids.GetValueOrDefault(known, known);
            if (data[field.Name] is PhpArray reference)
                data = data.With(field.Name, reference.With(field.Identity, id));
            else if (data[field.Name] is PhpString or PhpInteger)
                data = data.With(field.Name, id);
        }

        return data;
    }
}
