using System.Globalization;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Wire;

/// <summary>Ids of entities: texts as the guide shows them, whole numbers where the sources show those, or what a schema of the consumer's own asks for.</summary>
internal static class EntityIds
{
    /// <summary>Where both may come, a number comes once in so many.</summary>
    private const int NumberOnceIn = 3;

    /// <summary>The id of a new entity, as the sources show it first: such as partner_7f…, or a whole number where they show numbers alone.</summary>
    public static PhpValue Usual(FixtureSettings settings, string name, ulong nonce) =>
        PayloadShapes.IdentityTypes(settings.Schemas, name).Seen == JsonTypes.Integer ? EntityWords.NumberOf(nonce) : Text(settings, name, nonce);

    /// <summary>The id of a new entity: a text or a whole number, whichever the profile may draw.</summary>
    public static PhpValue Draw(FixtureSettings settings, Choices choices, string name, ulong nonce)
    {
        var (allowed, seen) = PayloadShapes.IdentityTypes(settings.Schemas, name);
        var types = settings.Profile == FixtureProfile.Realistic ? seen : allowed;
        if (types != (JsonTypes.String | JsonTypes.Integer))
            return Usual(settings, name, nonce);
        return choices.OnceIn(NumberOnceIn) ? EntityWords.NumberOf(nonce) : Text(settings, name, nonce);
    }

    private static string Text(FixtureSettings settings, string name, ulong nonce) =>
        $"{settings.Sender.Events.Family(name)}_{Choices.Mix(nonce).ToString("x16", CultureInfo.InvariantCulture)[..10]}";

    /// <summary>An id that the event's schema allows.</summary>
    /// <param name="schema">The event's schema.</param>
    /// <param name="usual">The id that is used unless the schema forbids it.</param>
    /// <param name="nonce">What another is made of.</param>
    /// <returns>Null where the usual one is allowed.</returns>
    public static PhpValue? Fitting(WebhookSchema schema, string usual, ulong nonce)
    {
        var parts = PayloadShapes.Parts(schema.Data);
        var name = PayloadShapes.IdentityOf(schema.Fields)?.Name ?? "id";
        var schemas = parts.SelectMany(part => part.OfProperty(name)).ToArray();
        if (schemas.All(property => SchemaEvaluator.IsValid(property, usual)))
            return null;
        var planner = EventPlans.Of(schema).Planner;
        var plans = planner.For(schemas);
        if (plans.Leaf is { Values: null } plan && plan.Types is [(JsonTypes.Integer, _)] && plan.Numbers.Steps.Count == 0)
        {
            // All over the range: ids near to zero would come twice.
            var (low, high) = plan.Numbers.Multiples(1);
            return (long)(Math.Max(low, 1) + (nonce % (decimal)Math.Min(1UL << 50, (ulong)(high - Math.Max(low, 1)) + 1)));
        }

        return new ValueGenerator(Choices.Random(nonce), new DrawStyle(FixtureProfile.Realistic, OptionalFields.Some, Evidence.Known), new EntityWords(nonce, DateTimeOffset.UnixEpoch, usual), planner).Draw(plans, name, 1);
    }
}
