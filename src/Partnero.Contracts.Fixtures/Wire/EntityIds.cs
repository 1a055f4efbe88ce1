using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Wire;

/// <summary>Ids of entities where a schema of the consumer's own says what they look like.</summary>
internal static class EntityIds
{
    /// <summary>An id that the event's schema allows.</summary>
    /// <param name="schema">The event's schema.</param>
    /// <param name="usual">The id that is used unless the schema forbids it.</param>
    /// <param name="nonce">What another is made of.</param>
    /// <returns>Null where the usual one is allowed.</returns>
    public static PhpValue? Draw(WebhookSchema schema, string usual, ulong nonce)
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
