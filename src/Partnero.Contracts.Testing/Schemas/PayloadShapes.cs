using Partnero.Contracts.Testing.Drawing;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Finds fields of a shape in the payload of an event.</summary>
internal static class PayloadShapes
{
    /// <summary>The fields of a payload that are maps of the program's own names, which PHP writes as [] when they are empty.</summary>
    public static IReadOnlyList<string> MapFields(WebhookSchemas schemas, string @event) =>
        Names(schemas, @event, schema => UnionShape.IsMap(schema));

    /// <summary>The fields of a payload that are numbers.</summary>
    public static IReadOnlyList<string> NumberFields(WebhookSchemas schemas, string @event) =>
        Names(schemas, @event, schema => schema.Target().Types == JsonTypes.Number);

    /// <summary>The fields of a payload that may be absent, and whether they may be null.</summary>
    public static IReadOnlyList<(string Name, bool IsNullable)> OptionalFields(WebhookSchemas schemas, string @event)
    {
        if (!schemas.Events.Contains(@event))
            return [];
        var parts = Parts(schemas.Of(@event).Data).ToList();
        var required = parts.SelectMany(part => part.Required).ToHashSet();
        return
        [
            .. parts.SelectMany(part => part.Properties)
                .Where(property => !required.Contains(property.Key))
                .DistinctBy(property => property.Key)
                .Select(property => (property.Key, property.Value.Target() is { TypeOrder: not null } target && target.Types.HasFlag(JsonTypes.Null))),
        ];
    }

    private static IReadOnlyList<string> Names(WebhookSchemas schemas, string @event, Func<Schema, bool> isWanted) => schemas.Events.Contains(@event)
        ? [.. Parts(schemas.Of(@event).Data).SelectMany(part => part.Properties).Where(property => isWanted(property.Value)).Select(property => property.Key).Distinct()]
        : [];

    /// <summary>All schemas that hold for the payload as a whole.</summary>
    public static IEnumerable<Schema> Parts(Schema schema)
    {
        var target = schema.Target();
        return target.AllOf.SelectMany(Parts).Append(target);
    }
}
