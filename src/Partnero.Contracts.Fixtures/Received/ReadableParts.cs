using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Received;

/// <summary>Takes <c>allOf</c> apart, as the generator does.</summary>
internal sealed class ReadableParts(SchemaIndex<SchemaElement> index, SchemaIdioms<SchemaElement> idioms, ReadableDescriptions descriptions)
{
    private static readonly string[] OfObjects = ["type", "properties", "required", "additionalProperties", "patternProperties"];

    private readonly Dictionary<SchemaElement, SchemaElement> _merged = [];

    /// <summary>Whether a schema is another one with more properties required, and nothing else.</summary>
    public static bool OnlyRequires(SchemaElement schema, out SchemaElement shared, out IReadOnlyList<string> required)
    {
        shared = schema;
        required = [];
        if (schema.Member("allOf") is not { Type: JsonTypes.Array } allOf || schema.Members.Any(member => member.Key is not ("allOf" or "required") && !Keywords.IsAnnotation(member.Key)))
            return false;
        var adding = allOf.Items.Where(IsOnlyRequired).ToList();
        if (allOf.Items.Except(adding).ToList() is not [var other])
            return false;
        shared = other;
        required = [.. adding.Append(schema).SelectMany(Required).Distinct()];
        return true;
    }

    /// <summary>Whether an event can check on a type that others share what it requires beyond it.</summary>
    public bool CanShare(SchemaElement shared, IReadOnlyList<string> required)
    {
        if (required.Count == 0)
            return true;
        if (Flatten([shared]) is not { } parts)
            return false;
        var described = Properties(parts).ToDictionary(property => property.Name);
        return described.Count > 0 && required.All(name => described.TryGetValue(name, out var property)
            ? property.IsRequired || property.Schemas is not [var only] || !idioms.Of(only).IsNullable
            : IsOpen(parts));
    }

    /// <summary>Whether any of the parts says that it is an object, or what is in one.</summary>
    public static bool SpeakOfObjects(IReadOnlyList<SchemaElement> parts) => parts.Any(part => OfObjects.Any(keyword => part.Member(keyword) is not null));

    /// <summary>The objects that some schemas are composed of; null where one is no object.</summary>
    public IReadOnlyList<SchemaElement>? Flatten(IReadOnlyList<SchemaElement> schemas)
    {
        var parts = new List<SchemaElement>();
        return schemas.All(schema => Collect(schema, parts, [])) ? parts : null;
    }

    /// <summary>The properties of all parts in order, each with the descriptions that hold: the narrowest, or all of an object that is described in parts.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<SchemaElement> Schemas, bool IsRequired)> Properties(IReadOnlyList<SchemaElement> parts)
    {
        var described = new OrderedDictionary<string, IReadOnlyList<SchemaElement>>();
        foreach (var (name, schema) in parts.SelectMany(part => part.Member("properties")?.Members ?? []))
            described[name] = described.TryGetValue(name, out var known) ? Join(known, schema) : [schema];
        var required = parts.SelectMany(Required).Distinct().ToList();
        return
        [
            .. described.Select(property => (property.Key, property.Value, required.Contains(property.Key))),
            .. required.Where(name => !described.ContainsKey(name)).Select(name => (name, (IReadOnlyList<SchemaElement>)[], true)),
        ];
    }

    private IReadOnlyList<SchemaElement> Join(IReadOnlyList<SchemaElement> known, SchemaElement other) => known switch
    {
        [var one] => descriptions.Join(one, other) is { Count: > 0 } joined ? joined : known,
        _ => [.. known, other],
    };

    private static bool IsOpen(IReadOnlyList<SchemaElement> parts) => !parts.Any(part => part.Member("additionalProperties") is { Type: JsonTypes.Boolean, Literal: "false" }
        && part.Member("patternProperties")?.Members.Any(pattern => !pattern.Value.ForbidsEverything()) != true);

    private bool Collect(SchemaElement schema, List<SchemaElement> parts, HashSet<SchemaElement> path)
    {
        if (schema.Type != JsonTypes.Object || !path.Add(schema))
            return false;
        var isComposed = parts.Contains(schema) || CollectNew(schema, parts, path);
        path.Remove(schema);
        return isComposed;
    }

    private bool CollectNew(SchemaElement schema, List<SchemaElement> parts, HashSet<SchemaElement> path)
    {
        if (schema.Member("$ref") is { Type: JsonTypes.String } reference)
            return index.Find(schema, reference.Literal) is { } target && Collect(target, parts, path);
        if ((schema.Branches().Count > 0 && schema.ChoiceOfParts() is null) || schema.DeclaredTypes() is not ([] or [JsonTypes.Object]) || (schema.Types() & JsonTypes.Object) == 0)
            return false;
        parts.AddRange(WithChoice(schema));
        return schema.Member("allOf") is not { Type: JsonTypes.Array } allOf || allOf.Items.All(item => Collect(item, parts, path));
    }

    /// <summary>An object, and what the branches of a choice in it come to together, if there is one.</summary>
    public IReadOnlyList<SchemaElement> WithChoice(SchemaElement schema)
    {
        if (schema.ChoiceOfParts() is not { } keyword)
            return [schema];
        var choice = schema.Member(keyword)!;
        if (!_merged.TryGetValue(choice, out var merged))
            _merged.Add(choice, merged = ReadableChoices.Merge(choice));
        return [schema, merged];
    }

    private static bool IsOnlyRequired(SchemaElement schema) =>
        schema.Type == JsonTypes.Object && schema.Members.All(member => member.Key == "required" || Keywords.IsAnnotation(member.Key));

    private static IEnumerable<string> Required(SchemaElement schema) =>
        (schema.Member("required")?.Items ?? []).Where(name => name.Type == JsonTypes.String).Select(name => name.Literal);
}
