namespace Partnero.Contracts.Testing.Schemas;

/// <summary>What fields are: as their schemas say, and where those say nothing, as their shapes and names suggest.</summary>
internal static class FieldRoles
{
    /// <summary>Whether a text of a role names an entity, and so is like no other.</summary>
    public static bool NamesEntity(FieldRole role) => role is FieldRole.Identity or FieldRole.Key or FieldRole.Reference;

    /// <summary>What a field is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="schemas">What is said of it.</param>
    public static FieldRole Of(string name, IReadOnlyCollection<Schema> schemas) =>
        schemas.Select(Said).FirstOrDefault(role => role is not null)
            ?? schemas.Select(OfShape).FirstOrDefault(role => role is not null)
            ?? OfName(name);

    /// <summary>Whether a schema says what a field is; otherwise its shape or its name suggests it.</summary>
    public static bool IsSaid(Schema schema) => Said(schema) is not null;

    /// <summary>What a name suggests of a field of which nothing is said.</summary>
    public static FieldRole OfName(string name) => name switch
    {
        "id" => FieldRole.Identity,
        "key" => FieldRole.Key,
        _ when name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_key", StringComparison.Ordinal) => FieldRole.Reference,
        _ => FieldRole.None,
    };

    /// <summary>The kind of entity that a field refers to, if it refers to one: <c>partner</c> of <c>partner</c> and <c>partner_key</c>, unless its schema says otherwise.</summary>
    public static string RefersTo(string name, Schema schema) =>
        Chain(schema).Select(link => link.RefersTo).FirstOrDefault(family => family is not null)
            ?? (name.EndsWith("_key", StringComparison.Ordinal) ? name[..^"_key".Length] : name);

    /// <summary>The role of what stands at a place of a payload.</summary>
    public static FieldRole At(Schema data, IReadOnlyList<string> path)
    {
        List<Schema> at = [data];
        foreach (var token in path)
        {
            var index = int.TryParse(token, out var number) ? number : 0;
            at = [.. at.SelectMany(schema => All(schema, [])).SelectMany(schema => schema.OfItem(index) is { } item ? schema.OfProperty(token).Append(item) : schema.OfProperty(token))];
        }

        return path.Count == 0 ? FieldRole.None : Of(path[^1], at);
    }

    private static FieldRole? Said(Schema schema) => Chain(schema).Select(link => link.Role).FirstOrDefault(role => role is not null);

    private static FieldRole? OfShape(Schema schema) => schema.Target() switch
    {
        { Reading.Idiom: SchemaIdiom.Map or SchemaIdiom.EmptiedObject } => FieldRole.Map,
        // A label may be an object or its bare text too.
        { Reading: { Idiom: SchemaIdiom.Reference, Identity: "id" } } => FieldRole.Reference,
        { Types: JsonTypes.Number } or { Reading.Idiom: SchemaIdiom.NumericText } => FieldRole.Money,
        _ => null,
    };

    /// <summary>A schema and those that it refers to one after the other.</summary>
    private static IEnumerable<Schema> Chain(Schema schema)
    {
        var left = 100;
        for (var link = schema; link is not null && left > 0; link = link.Ref, left--)
            yield return link;
    }

    /// <summary>A schema and all that may hold for the same value.</summary>
    private static IEnumerable<Schema> All(Schema schema, HashSet<Schema> seen)
    {
        if (!seen.Add(schema))
            return [];
        IEnumerable<Schema> inner = [.. schema.AllOf, .. schema.AnyOf ?? [], .. schema.OneOf ?? []];
        return inner.Concat(schema.Ref is null ? [] : [schema.Ref]).SelectMany(part => All(part, seen)).Prepend(schema);
    }
}
