using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Fixtures;

/// <summary>Makes the deliveries of one run: drawn from its seed, with ids that no other run has.</summary>
internal sealed class DeliveryFactory(WebhookConsumer consumer, ulong seed)
{
    private readonly string _run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));
    private readonly string _webhookKey = "wh_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(consumer.Address.ToString())))[..12];
    private int _count;

    /// <summary>The entities that others refer to, by family: a transaction's partner has been created before it.</summary>
    public Dictionary<string, string> Known { get; } = [];

    /// <summary>An id for a new entity of an event's family, such as partner_7f….</summary>
    public string NewId(string @event) =>
        $"{Family(@event)}_{_run}{Interlocked.Increment(ref _count).ToString("x4", CultureInfo.InvariantCulture)}";

    /// <summary>A valid, signed delivery.</summary>
    /// <param name="event">The name of the event.</param>
    /// <param name="entityId">The entity; a new one where there is none.</param>
    /// <param name="change">Changes the payload before it is signed.</param>
    /// <param name="changeEnvelope">Changes the whole body before it is signed.</param>
    /// <param name="optional">Which of the fields that may be absent are there.</param>
    public WebhookDelivery Valid(
        string @event,
        string? entityId = null,
        Func<PhpArray, PhpArray>? change = null,
        Func<PhpArray, PhpArray>? changeEnvelope = null,
        OptionalFields optional = OptionalFields.Some)
    {
        entityId ??= NewId(@event);
        var number = Interlocked.Increment(ref _count);
        var now = Moment(number);
        var data = Identify(@event, Draw(@event, entityId, now, number, optional), entityId);
        data = change is null ? data : change(data);
        var envelope = PhpArray.Map(
            ("event", @event),
            ("url", consumer.Address.ToString()),
            ("webhook_key", _webhookKey),
            ("created_at", RealisticWords.Timestamp(now)),
            ("data", data));
        return Sign(@event, entityId, PhpJson.Encode(changeEnvelope is null ? envelope : changeEnvelope(envelope))) with { Data = data };
    }

    /// <summary>A delivery of any body, signed correctly.</summary>
    public WebhookDelivery Sign(string @event, string entityId, ReadOnlyMemory<byte> body) =>
        WebhookDelivery.Create(@event, entityId, body, PartneroSignature.Compute(body.Span, consumer.Secret));

    /// <summary>The time of the next delivery, later than that of all before.</summary>
    public DateTimeOffset NextMoment() => Moment(Interlocked.Increment(ref _count));

    public static string Family(string @event) => @event.Split('.')[0];

    /// <summary>Deliveries of one run are some microseconds apart, in their order.</summary>
    private DateTimeOffset Moment(int number) => (consumer.Clock?.Now ?? DateTimeOffset.UtcNow).AddTicks(number * 10L * TimeSpan.TicksPerMicrosecond);

    private PhpArray Draw(string @event, string entityId, DateTimeOffset now, int number, OptionalFields optional)
    {
        if (!Schemas.WebhookSchemas.Events.Contains(@event))
            return PhpArray.Map(("id", entityId), ("note", "an event that no schema describes"));
        var words = new RealisticWords(entityId.Split('_')[^1], now);
        return PayloadGen.Payload(@event, words, optional).Sample(1, new Rnd(seed + (ulong)number), 50).Single();
    }

    /// <summary>Gives the payload its identity, and the ids of entities that exist.</summary>
    private PhpArray Identify(string @event, PhpArray data, string entityId)
    {
        data = data.With(Family(@event) == "transaction" ? "key" : "id", entityId);
        foreach (var (family, id) in Known)
        {
            if (data[family] is PhpArray reference)
                data = data.With(family, reference.With("id", id));
            else if (data[family] is PhpString)
                data = data.With(family, id);
            if (data[family + "_key"] is not null)
                data = data.With(family + "_key", id);
        }

        return data;
    }
}
