
using System.Runtime.CompilerServices;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>What payloads of one event are drawn from. Made once for each schema, and kept for as long as it.</summary>
internal sealed class EventPlans
{
    private static readonly ConditionalWeakTable<WebhookSchema, EventPlans> All = [];

    private EventPlans(WebhookSchema schema)
    {
        // A schema may let the identity be absent; of a delivery that is about nothing, no effect could be asked for.
        Schema[] said = [schema.Data, .. schema.Body.AllOf.SelectMany(envelope => envelope.OfProperty(schema.Names.Data))];
        Payload = schema.Identity is not null && Planner.For([.. said, schema.Identity]) is { Height: not Plan.Never } named ? named : Planner.For(said);
    }

    /// <summary>Makes further plans to draw from.</summary>
    public Planner Planner { get; } = new();

    /// <summary>What the event's schema and the envelope's say of payloads, and that they name their entity.</summary>
    public PlanTree Payload { get; }

    public static EventPlans Of(WebhookSchema schema) => All.GetValue(schema, made => new EventPlans(made));
}
