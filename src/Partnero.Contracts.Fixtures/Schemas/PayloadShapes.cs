using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Finds fields of a shape in the payload of an event.</summary>
internal static class PayloadShapes
{
    /// <summary>The fields of a usual payload that have a role; none of an event without a schema.</summary>
    public static IReadOnlyList<PayloadField> FieldsOf(WebhookSchemas schemas, string eventName, FieldRole role) =>
        schemas.Events.Contains(eventName) ? [.. schemas.Of(eventName).Fields.Where(field => field.Role == role && field.Schema.IsUsual)] : [];

    /// <summary>The fields of a usual payload that are maps of the program's own names, which PHP writes as [] when they are empty.</summary>
    public static IReadOnlyList<string> MapFields(WebhookSchemas schemas, string eventName) => [.. FieldsOf(schemas, eventName, FieldRole.Map).Select(field => field.Name)];

    /// <summary>The fields of a usual payload of whose values some are known, and any other text is allowed.</summary>
    public static IReadOnlyList<string> OpenSets(WebhookSchemas schemas, string eventName) => schemas.Events.Contains(eventName)
        ? [.. schemas.Of(eventName).Fields.Where(field => field.Schema.Target().Reading.Idiom == SchemaIdiom.OpenSet && field.Schema.IsUsual).Select(field => field.Name)]
        : [];

    /// <summary>The texts that a field is known to have: those that its schema lists, else its examples.</summary>
    public static IReadOnlyList<string> KnownTexts(PayloadField field)
    {
        var target = field.Schema.Target();
        IReadOnlyList<string> listed = [.. (target.AnyOf ?? target.OneOf ?? [target]).SelectMany(branch => branch.Target().Enum ?? []).OfType<PhpString>().Select(text => text.ToString())];
        return listed.Count > 0 ? listed : field.Schema.Examples;
    }

    /// <summary>The fields of a usual payload that hold a date alone or a moment.</summary>
    public static IReadOnlyList<string> DayOrMomentFields(WebhookSchemas schemas, string eventName)
    {
        return schemas.Events.Contains(eventName) ? [.. schemas.Of(eventName).Fields.Where(field => field.Schema.IsUsual && Has(field, "date") && Has(field, "date-time")).Select(field => field.Name)] : [];

        static bool Has(PayloadField field, string format) => field.Schema.Target() is var target && (target.AnyOf ?? target.OneOf ?? []).Any(branch => branch.Target().Format == format);
    }

    /// <summary>The fields of a usual payload that are amounts of money.</summary>
    public static IReadOnlyList<string> MoneyFields(WebhookSchemas schemas, string eventName) => [.. FieldsOf(schemas, eventName, FieldRole.Money).Select(field => field.Name)];

    /// <summary>The field that names the entity of a payload: the one that has this role, else its id, or its key where no id is described; null where none is.</summary>
    public static PayloadField? IdentityOf(IReadOnlyList<PayloadField> fields) =>
        IdentityNames(fields).Select(name => fields.FirstOrDefault(field => field.Name == name)).FirstOrDefault(field => field is not null);

    /// <summary>The names under which payloads may name their entity: the first that is there does.</summary>
    public static IReadOnlyList<string> IdentityNames(IReadOnlyList<PayloadField> fields) =>
    [
        .. fields.Where(field => field.Role == FieldRole.Identity && FieldRoles.IsSaid(field.Schema)).Select(field => field.Name)
            .Append("id").Concat(fields.Where(field => field.Role == FieldRole.Key).Select(field => field.Name)).Append("key").Distinct(),
    ];

    /// <summary>All fields that a payload's schema describes.</summary>
    public static IReadOnlyList<PayloadField> Fields(Schema data) =>
    [
        .. Parts(data).SelectMany(part => part.Properties).GroupBy(property => property.Key, property => property.Value)
            .Select(property => new PayloadField(property.Key, property.First(), FieldRoles.Of(property.Key, [.. property]))),
    ];

    /// <summary>The fields that a usual payload has and that may be absent, and whether they may be null. The property that names the entity is not among them.</summary>
    public static IReadOnlyList<(string Name, bool IsNullable)> OptionalFields(WebhookSchemas schemas, string eventName)
    {
        if (!schemas.Events.Contains(eventName))
            return [];
        var parts = Parts(schemas.Of(eventName).Data).ToList();
        HashSet<string> required = [.. parts.SelectMany(part => part.Required)];
        var identity = IdentityOf(schemas.Of(eventName).Fields)?.Name;
        return
        [
            .. parts.SelectMany(part => part.Properties)
                .Where(property => !required.Contains(property.Key) && property.Key != identity && property.Value.IsUsual)
                .DistinctBy(property => property.Key)
                .Select(property => (property.Key, property.Value.Target() is { TypeOrder: not null } target && target.Types.HasFlag(JsonTypes.Null))),
        ];
    }

    /// <summary>The field that names the entity where a payload in the REST reference's shape has no id: the key of the transaction that a reward comes from. Null where the event has no such shape.</summary>
    public static PayloadField? KeyInPlaceOfId(WebhookSchema schema) =>
        schema.Identity is null ? null : schema.Fields.FirstOrDefault(field => field.Name != schema.IdentityNames[0] && field.Schema.Shape == SourceShape.Rest && schema.IdentityNames.Contains(field.Name));

    /// <summary>Which of a text and a whole number the id of an event's entity may be; and which of them the sources show, the text unless the schema says otherwise.</summary>
    public static (JsonTypes Allowed, JsonTypes Seen) IdentityTypes(WebhookSchemas schemas, string eventName)
    {
        const JsonTypes names = JsonTypes.String | JsonTypes.Integer;
        if (!schemas.Events.Contains(eventName) || IdentityOf(schemas.Of(eventName).Fields) is not { } identity)
            return (JsonTypes.String, JsonTypes.String);
        var target = identity.Schema.Target();
        var seen = (identity.Schema.Seen ?? target.Seen ?? JsonTypes.String) & target.Types & names;
        return (target.Types & names, seen == JsonTypes.None ? JsonTypes.String : seen);
    }

    /// <summary>Whether a field of a payload, or a branch of one, stands in one of the sender's shapes alone.</summary>
    public static bool HasShapes(Schema data) => Parts(data).SelectMany(part => part.Properties).Any(property =>
        property.Value.Shape != SourceShape.Both || property.Value.Target() is var target && (target.AnyOf ?? target.OneOf ?? []).Any(branch => branch.Shape != SourceShape.Both));

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
