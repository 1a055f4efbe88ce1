
namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Finds fields of a shape in the payload of an event.</summary>
internal static class PayloadShapes
{
    private static readonly string[] IdentityNames = ["id", "key"];

    /// <summary>The fields of a usual payload that are maps of the program's own names, which PHP writes as [] when they are empty.</summary>
    public static IReadOnlyList<string> MapFields(WebhookSchemas schemas, string eventName) =>
        Names(schemas, eventName, schema => schema.Target().Reading.Idiom is SchemaIdiom.Map or SchemaIdiom.EmptiedObject);

    /// <summary>The fields of a usual payload that are numbers.</summary>
    public static IReadOnlyList<string> NumberFields(WebhookSchemas schemas, string eventName) =>
        Names(schemas, eventName, schema => schema.Target().Types == JsonTypes.Number);

    /// <summary>The field that names the entity of a payload: its id, or its key where no id is described; null where neither is.</summary>
    public static string? IdentityOf(Schema data)
    {
        var parts = Parts(data);
        return IdentityNames.FirstOrDefault(name => parts.Any(part => part.Properties.Any(property => property.Key == name)));
    }

    /// <summary>The fields that a usual payload has and that may be absent, and whether they may be null. What names the entity is none of them.</summary>
    public static IReadOnlyList<(string Name, bool IsNullable)> OptionalFields(WebhookSchemas schemas, string eventName)
    {
        if (!schemas.Events.Contains(eventName))
            return [];
        var parts = Parts(schemas.Of(eventName).Data).ToList();
        HashSet<string> required = [.. parts.SelectMany(part => part.Required)];
        var identity = IdentityOf(schemas.Of(eventName).Data);
        return
        [
            .. parts.SelectMany(part => part.Properties)
                .Where(property => !required.Contains(property.Key) && property.Key != identity && property.Value.Evidence == Evidence.Known)
                .DistinctBy(property => property.Key)
                .Select(property => (property.Key, property.Value.Target() is { TypeOrder: not null } target && target.Types.HasFlag(JsonTypes.Null))),
        ];
    }

    private static IReadOnlyList<string> Names(WebhookSchemas schemas, string eventName, Func<Schema, bool> isWanted) => schemas.Events.Contains(eventName)
        ? [.. Parts(schemas.Of(eventName).Data).SelectMany(part => part.Properties).Where(property => property.Value.Evidence == Evidence.Known && isWanted(property.Value)).Select(property => property.Key).Distinct()]
        : [];

    /// <summary>All schemas that hold for the payload as a whole.</summary>
    public static IReadOnlyList<Schema> Parts(Schema schema)
    {
        var parts = new List<Schema>();
        Collect(schema.Target(), parts, []);
        return parts;
    }

    /// <summary>What a schema is composed of comes before itself; one that is part of itself comes once.</summary>
    private static void Collect(Schema schema, List<Schema> parts, HashSet<Schema> seen)
    {
        if (!seen.Add(schema))
            return;
        foreach (var part in schema.AllOf)
            Collect(part.Target(), parts, seen);
        parts.Add(schema);
    }
}
