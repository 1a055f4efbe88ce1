using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Wire;

/// <summary>Draws whole bodies: an envelope around a payload that its schema allows.</summary>
internal static class BodyGenerator
{
    /// <summary>Shapes beyond those of the schema's unions are laid over every so many bodies.</summary>
    private const int ShapedOnceIn = 4;

    /// <summary>How often a payload in the REST reference's shape has a key for its id, where the reference shows that.</summary>
    private const int KeyAloneOnceIn = 2;
    private const int MicrosecondsApart = 1_000_000;

    private static readonly SourceShape[] RealisticShapes = [SourceShape.Guide, SourceShape.Rest, SourceShape.Both];

    /// <summary>Draws a signed delivery of one of the events.</summary>
    /// <param name="settings">What it has in common with others.</param>
    /// <param name="choices">What is drawn from.</param>
    /// <param name="nonce">What its ids are made of.</param>
    public static WebhookDelivery Draw(FixtureSettings settings, Choices choices, ulong nonce)
    {
        var name = choices.Of(settings.EventNames());
        var moment = settings.Moment.AddTicks(choices.Below(MicrosecondsApart) * TimeSpan.TicksPerMicrosecond);
        return Draw(settings, choices, name, EntityIds.Draw(settings, choices, name, nonce), nonce, moment, mayBeNameless: true);
    }

    /// <summary>Draws a signed delivery of an event and an entity.</summary>
    /// <param name="settings">What it has in common with others.</param>
    /// <param name="choices">What is drawn from.</param>
    /// <param name="name">The event.</param>
    /// <param name="entity">The entity: a text, or a whole number.</param>
    /// <param name="nonce">What other ids are made of.</param>
    /// <param name="moment">When it happens.</param>
    /// <param name="mayBeNameless">Whether the id may be null where the schema allows it, as that of a subscriber.</param>
    public static WebhookDelivery Draw(FixtureSettings settings, Choices choices, string name, PhpValue entity, ulong nonce, DateTimeOffset moment, bool mayBeNameless = false)
    {
        var schema = settings.Schemas.Of(name);
        var isRealistic = settings.Profile == FixtureProfile.Realistic;
        // As the guide shows it, as the REST reference does, or a mixture.
        var start = choices.Begin();
        var shape = isRealistic && schema.HasShapes ? choices.Of(RealisticShapes) : SourceShape.Both;
        choices.End(start);
        var style = new DrawStyle(settings.Profile, OptionalFields.Some, isRealistic ? Evidence.Known : Evidence.Advice, shape);
        var words = new EntityWords(nonce, moment, entity);
        var plans = EventPlans.Of(schema);
        var data = new ValueGenerator(choices, style, words, plans.Planner).Draw(plans.Payload, "", 0);
        if (mayBeNameless && shape == SourceShape.Rest && PayloadShapes.KeyInPlaceOfId(schema) is { } key && PhpTree.Find(data, [key.Name]) is not null && choices.OnceIn(KeyAloneOnceIn))
            data = PhpTree.Remove(data, [schema.IdentityNames[0]]);
        if (!mayBeNameless || !IsNameless(schema, data))
            data = Identify(schema, data, entity);
        if (choices.OnceIn(ShapedOnceIn) || settings.OptIn.Count > 0)
            data = PhpShapeLayer.Apply(settings, schema, data, choices);
        return Seal(settings, name, moment, data);
    }

    /// <summary>A payload that the event's schema allows.</summary>
    public static PhpValue Payload(WebhookSchema schema, Choices choices, DrawStyle style, EntityWords words, PhpValue entity)
    {
        var plans = EventPlans.Of(schema);
        var data = new ValueGenerator(choices, style, words, plans.Planner).Draw(plans.Payload, "", 0);
        return Identify(schema, data, entity);
    }

    /// <summary>Puts a payload into its envelope, and signs it.</summary>
    public static WebhookDelivery Seal(FixtureSettings settings, string name, DateTimeOffset moment, PhpValue data)
    {
        var tree = Envelope(settings, name, moment, data);
        return WebhookDelivery.Create(settings.Sender, name, EntityOf(data, settings.Schemas.Of(name).IdentityNames) ?? "", PhpJson.Encode(tree), moment).Signed(settings.Secret) with { Tree = tree };
    }

    public static PhpArray Envelope(FixtureSettings settings, string name, DateTimeOffset moment, PhpValue data)
    {
        var names = settings.Sender.Envelope;
        return PhpArray.OfDistinct(
        [
            new(PhpKey.Of(names.Event), name),
            .. names.Url is null ? [] : new KeyValuePair<PhpKey, PhpValue>[] { new(PhpKey.Of(names.Url), settings.Url.AbsoluteUri) },
            .. names.WebhookKey is null ? [] : new KeyValuePair<PhpKey, PhpValue>[] { new(PhpKey.Of(names.WebhookKey), settings.WebhookKey) },
            new(PhpKey.Of(names.CreatedAt), EntityWords.Timestamp(moment)),
            new(PhpKey.Of(names.Data), data),
        ]);
    }

    /// <summary>The entity that a payload is about.</summary>
    /// <param name="data">The payload.</param>
    /// <param name="names">The names under which it may name its entity.</param>
    public static string? EntityOf(PhpValue data, IReadOnlyList<string> names) =>
        names.Select(name => PhpValues.Name(PhpTree.Find(data, [name]))).FirstOrDefault(entity => entity is not null);

    /// <summary>Whether the payload's entity has null for its id, and no other name.</summary>
    private static bool IsNameless(WebhookSchema schema, PhpValue data) =>
        !PayloadShapes.Parts(schema.Data).Any(part => part.Required.Contains(schema.IdentityNames[0]))
        && EntityOf(data, schema.IdentityNames) is null && PhpTree.Find(data, [schema.IdentityNames[0]]) is PhpNull;

    /// <summary>Names the entity in a payload of which the schema does not say how.</summary>
    private static PhpValue Identify(WebhookSchema schema, PhpValue data, PhpValue entity)
    {
        if (EntityOf(data, schema.IdentityNames) is not null || data is not (PhpArray { IsList: false } or PhpObject))
            return data;
        var name = schema.IdentityNames[0];
        var named = PhpTree.Set(data is PhpObject { Count: 0 } ? PhpArray.Empty.With(name, entity) : data, [name], entity);
        return SchemaEvaluator.IsValid(schema.Data, named) ? named : data;
    }
}
