using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing;

/// <summary>A delivery made by hand, for example tests: a usual one of an event, changed where the test says. Each change makes a new one.</summary>
/// <remarks><code>
/// var delivery = new DeliveryBuilder("partner.created").With("/data/status", "pending").Without("/data/tags").SignedWith(secret);
/// </code></remarks>
public sealed class DeliveryBuilder
{
    private readonly FixtureSettings _settings;
    private readonly string _event;
    private readonly PhpValue _tree;

    /// <summary>A usual delivery of an event, with all its fields; the same each time.</summary>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="settings">The consumer's address, the schemas and the moment.</param>
    /// <exception cref="ArgumentException">No schema describes the event; the message names those that are.</exception>
    public DeliveryBuilder(string eventName, FixtureSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        _settings = settings ?? FixtureSettings.Default;
        _event = eventName;
        var schema = _settings.Schemas.Of(eventName);
        const ulong nonce = 1;
        var id = EntityIds.Usual(_settings, eventName, nonce);
        var data = BodyGenerator.Payload(schema, Choices.Random(nonce), new DrawStyle(FixtureProfile.Realistic, OptionalFields.All, Evidence.Known, SourceShape.Guide), new EntityWords(nonce, _settings.Moment, id), id);
        _tree = BodyGenerator.Envelope(_settings, eventName, _settings.Moment, data);
    }

    internal DeliveryBuilder(FixtureSettings settings, string eventName, PhpValue tree)
    {
        _settings = settings;
        _event = eventName;
        _tree = tree;
    }

    /// <summary>Each constraint that the body breaks; nothing where it is valid.</summary>
    public IReadOnlyList<SchemaViolation> Violations => SchemaEvaluator.Violations(_settings.Schemas.Of(_event).Body, _tree);

    /// <summary>The same delivery with one value set.</summary>
    /// <param name="pointer">Where, as a JSON pointer into the body, such as <c>/data/status</c>.</param>
    /// <param name="value">The value; texts, numbers and booleans convert by themselves. It is written as <see cref="PhpJson.Encode(JsonNode?)"/> says.</param>
    /// <exception cref="ArgumentException">The pointer is not valid, or leads nowhere; or a text has half of a surrogate pair.</exception>
    public DeliveryBuilder With(string pointer, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return new(_settings, _event, PhpTree.Set(_tree, JsonPointer.Split(pointer), PhpValues.Of(value)));
    }

    /// <summary>The same delivery without one value; one that is not there need not be left out.</summary>
    /// <exception cref="ArgumentException">The pointer is not valid, or leads nowhere.</exception>
    public DeliveryBuilder Without(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return new(_settings, _event, PhpTree.Remove(_tree, JsonPointer.Split(pointer)));
    }

    /// <summary>The delivery, signed with a secret.</summary>
    /// <exception cref="ArgumentException">PHP refuses a value, so there is no such delivery; the message says where.</exception>
    public WebhookDelivery SignedWith(string secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        return Make().Signed(secret);
    }

    /// <summary>The delivery, signed with the secret of the settings.</summary>
    public WebhookDelivery Signed() => SignedWith(_settings.Secret);

    /// <summary>The delivery with a signature of any text.</summary>
    public WebhookDelivery WithSignature(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return Make().WithSignature(signature, "with a signature of its own") with { Note = null };
    }

    /// <summary>The delivery without a signature.</summary>
    public WebhookDelivery Unsigned() => Make() with { Note = "without a Signature header" };

    private WebhookDelivery Make()
    {
        var names = _settings.Sender.Envelope;
        var name = PhpTree.Find(_tree, [names.Event]) is PhpString text ? text.ToString() : _event;
        var entity = PhpTree.Find(_tree, [names.Data]) is { } data ? BodyGenerator.EntityOf(data, _settings.Schemas.IdentityNames(name)) : null;
        return WebhookDelivery.Create(_settings.Sender, name, entity ?? "", PhpJson.Encode(_tree), _settings.Moment) with { Tree = _tree };
    }
}
