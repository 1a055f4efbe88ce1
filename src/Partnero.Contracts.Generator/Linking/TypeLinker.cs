using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Finds the C# type of each schema, following references. A schema that several refer to is one type.</summary>
internal sealed partial class TypeLinker(SchemaSet schemas, TypeNames names, List<DiagnosticInfo> diagnostics)
{
    private static readonly ValueModel Any = new(ValueKind.Any, IsNullable: true);

    private readonly Dictionary<JsonValue, ValueModel> _linked = [];
    private readonly HashSet<JsonValue> _following = [];
    private readonly HashSet<JsonValue> _followingAgain = [];
    private readonly Dictionary<string, ObjectModel> _objects = [];
    private readonly List<OpenValueModel> _openValues = [];
    private readonly SharedShapes _shapes = new(schemas);

    public IEnumerable<ObjectModel> Objects => _objects.Values;

    public IEnumerable<OpenValueModel> OpenValues => _openValues;

    /// <summary>
    /// Links the payload of an event. A payload that only adds <c>required</c> to a shared schema shares its type,
    /// and the event checks the rest.
    /// </summary>
    public (ValueModel Data, EquatableArray<RequiredProperty> Required) LinkPayload(SchemaNode node, string name)
    {
        if (SchemaParts<JsonValue>.OnlyRequires(node.Schema, out var shared, out var required) && schemas.Parts.CanShare(shared, required))
        {
            var data = Link(node with { Schema = shared }, name);
            var known = data.TypeName is { } type && _objects.TryGetValue(type, out var model) ? model.Properties : default;
            return (data, required
                .Where(property => !known.Any(other => other.JsonName == property && other.IsRequired))
                .Select(property => new RequiredProperty(property, known.FirstOrDefault(other => other.JsonName == property)?.ClrName ?? ""))
                .ToEquatableArray());
        }

        return (Link(node, name), default);
    }

    /// <param name="node">The schema.</param>
    /// <param name="name">The name of its type, where it needs one and has no title.</param>
    private ValueModel Link(SchemaNode node, string name)
    {
        if (_linked.TryGetValue(node.Schema, out var known))
            return known;
        if (node.Schema is not JsonObject schema)
            return Any;
        if (!_following.Add(schema))
            return LinkAgain(node, schema, name);

        var value = WithRole(LinkObject(node, schema, name), schema);
        _following.Remove(schema);
        _linked[node.Schema] = value;
        return value;
    }

    /// <summary>What a schema says of its role itself comes before what it refers to; of parts and branches, a strict one wins.</summary>
    private ValueModel WithRole(ValueModel value, JsonObject schema) =>
        schema.Text(OwnKeywords.Role) is { } role ? value with { IsStrict = OwnKeywords.IsStrictRole(role) }
        : schema["$ref"] is null ? value with { IsStrict = value.IsStrict || schemas.Roles.Of(schema) is not null }
        : value;

    /// <summary>
    /// A schema that is being linked already: what it comes to in the end may have its type, whose properties lead back here; so may what it
    /// holds, of a list or a map, or of a union. What leads here once more has none, such as a list that holds nothing but itself.
    /// </summary>
    private ValueModel LinkAgain(SchemaNode node, JsonObject schema, string name)
    {
        var isNullable = false;
        var seen = new HashSet<JsonValue>();
        for (SchemaNode? at = node; at is { } here && seen.Add(here.Schema); at = Within(here, ref isNullable))
        {
            if (_linked.TryGetValue(here.Schema, out var known))
                return known with { IsNullable = known.IsNullable || isNullable };
        }

        if (_followingAgain.Add(schema))
        {
            var value = WithRole(LinkObject(node, schema, name), schema);
            _followingAgain.Remove(schema);
            return value;
        }

        var what = schema.Text("$ref") is { } reference ? $"'{reference}'" : "The schema";
        diagnostics.Add(node.File.DiagnosticAt(SchemaDiagnostics.EndlessReference, schema.Span, schema switch
        {
            _ when node.Schema.Is(JsonTypes.Array) => $"{what} is a list that holds nothing but itself",
            _ when node.Schema.IsMap() => $"{what} is a map that holds nothing but itself",
            _ => $"{what} leads back to itself and describes nothing",
        }));
        return Any;
    }

    /// <summary>What a schema only wraps: what it refers to, the one branch beside null, the one part of an <c>allOf</c>; null where it is no wrapper.</summary>
    private SchemaNode? Within(SchemaNode node, ref bool isNullable)
    {
        if (node.Schema is not JsonObject schema)
            return null;
        if (schema["$ref"] is JsonString reference)
            return schemas.Find(schema, reference.Value).Node;
        if (SchemaParts<JsonValue>.OnlyRequires(schema, out var only, out var required) && required.Count == 0)
            return node with { Schema = only };
        if (node.Schema.Branches() is not { Count: > 0 } branches)
            return null;
        var reading = schemas.Idioms.OfUnion(branches);
        if (reading.Branches.Where(branch => branch.Part != BranchPart.Null).ToList() is not [var single])
            return null;
        isNullable |= reading.IsNullable;
        return schemas.InItsFile(single.Schema);
    }

    private ValueModel LinkObject(SchemaNode node, JsonObject schema, string name)
    {
        if (schema["$ref"] is JsonString reference)
            return Follow(node, reference);
        if (schema["allOf"] is JsonArray)
            return LinkComposition(node, schema, name);
        var declared = node.Schema.DeclaredTypes();
        if (node.Schema.ChoiceOfParts() is not null)
            return Object(node, schema, [schema], name, new(ValueKind.Object, IsNullable: declared.Contains(JsonTypes.Null)));
        if (node.Schema.Branches() is { Count: > 0 } branches)
            return LinkChoice(node, schema, branches, name);

        var reading = schemas.Idioms.Of(node.Schema);
        var isNullable = reading.IsNullable || declared.Contains(JsonTypes.Null);
        var others = declared.Where(type => type != JsonTypes.Null).ToList();
        if (reading.Idiom == SchemaIdiom.ClosedSet && node.Schema.KnownTexts() is { Count: > 1 } values)
            return OpenValue(node, schema, values, name) with { IsNullable = isNullable };
        switch (reading.Idiom)
        {
            case SchemaIdiom.Id:
                return new(ValueKind.Id, IsNullable: isNullable);
            case SchemaIdiom.NumericText:
                return new(ValueKind.Decimal, IsNullable: isNullable);
            case SchemaIdiom.Map:
                return LinkType(node, schema, JsonTypes.Object, name, isNullable);
            case SchemaIdiom.EmptiedObject:
                return Object(node, schema, [schema], name, new(ValueKind.Object, IsNullable: true, OrEmptyList: true));
        }

        if (others.Count > 1)
            return Unsupported(node, string.Join(" and ", others.Select(JsonTypeNames.NameOf)));
        var type = others.Count > 0 ? others[0] : schema["properties"] is not null ? JsonTypes.Object : node.Schema.KnownTexts() is not null ? JsonTypes.String : JsonTypes.None;
        return LinkType(node, schema, type, name, isNullable);
    }

    private ValueModel LinkType(SchemaNode node, JsonObject schema, JsonTypes type, string name, bool isNullable) => type switch
    {
        JsonTypes.String when schema.Text("format") == "date-time" => new(ValueKind.Timestamp, IsNullable: isNullable),
        JsonTypes.String => new(ValueKind.Text, IsNullable: isNullable),
        JsonTypes.Number => new(ValueKind.Decimal, IsNullable: isNullable),
        JsonTypes.Integer => new(ValueKind.Integer, IsNullable: isNullable),
        JsonTypes.Boolean => new(ValueKind.Boolean, IsNullable: isNullable),
        JsonTypes.Array => new(ValueKind.List, Item: Item(node, schema["items"], name), IsNullable: isNullable),
        JsonTypes.Object when node.Schema.DescribesNoNames() => new(ValueKind.Map, Item: Item(node, schema["additionalProperties"], name), IsNullable: isNullable),
        JsonTypes.Object => Object(node, schema, [schema], name, new(ValueKind.Object, IsNullable: isNullable)),
        _ => Any,
    };

    private ValueModel Item(SchemaNode node, JsonValue? schema, string name) =>
        schema is JsonObject ? Link(node with { Schema = schema }, name + "Item") : Any;

    private ValueModel Follow(SchemaNode node, JsonString reference) =>
        ReportUnknown(node, reference) is { } found ? Link(found, Naming.Type(LastName(reference.Value))) : Any;

    /// <summary>What a reference leads to; where that is nothing, it is reported.</summary>
    private SchemaNode? ReportUnknown(SchemaNode node, JsonString reference)
    {
        var (target, why) = schemas.Find(node.Schema, reference.Value);
        if (target is null)
            diagnostics.Add(node.File.DiagnosticAt(SchemaDiagnostics.UnknownReference, reference.Span, reference.Value, why));
        return target;
    }

    /// <summary><c>definitions/partner-status.schema.json</c> and <c>#/definitions/partner-status</c> both end in a name.</summary>
    private static string LastName(string reference)
    {
        var last = System.Uri.UnescapeDataString(reference.TrimEnd('/', '#').Split('/', '#').Last()).Replace("~1", "/").Replace("~0", "~");
        return last.EndsWith(".json", System.StringComparison.Ordinal) ? last.Split('.')[0] : last;
    }

    private ValueModel LinkChoice(SchemaNode node, JsonObject schema, IReadOnlyList<JsonValue> branches, string name)
    {
        // A choice is typed by its branches alone: what stands beside it would be ignored.
        var beside = new[] { "oneOf", "properties", "required", "additionalProperties", "items", "enum", "const" };
        ReportIgnored(node, schema, schema["anyOf"] is null ? beside.Skip(1) : beside);
        if (branches.Any(branch => schemas.Resolve(node with { Schema = branch }).Schema is not JsonObject))
            return Unsupported(node, "schemas of which one is true or false");
        var reading = schemas.Idioms.OfUnion(branches);
        var typed = reading.Branches.Where(branch => branch.Part != BranchPart.Null).ToList();
        if (typed.Count == 0)
            return Any;
        if (typed is [var single])
        {
            var value = Link(schemas.InItsFile(single.Schema), name);
            return value with { IsNullable = reading.IsNullable || value.IsNullable };
        }

        return LinkIdiom(node, schema, reading, typed, name) is { } known
            ? known with { IsNullable = known.IsNullable || reading.IsNullable }
            : Unsupported(node, string.Join(" and ", typed.OrderBy(branch => branch.Index).Select(branch => branch.Schema.DeclaredTypes() is [var type, ..] ? JsonTypeNames.NameOf(type) : "a schema without a type")));
    }

    /// <summary>The type of what PHP and the sender make of one thing; null if absent.</summary>
    private ValueModel? LinkIdiom(SchemaNode node, JsonObject choice, SchemaReading<JsonValue> reading, List<SchemaBranch<JsonValue>> typed, string name)
    {
        var usual = schemas.InItsFile(typed[0].Schema);
        switch (reading.Idiom)
        {
            case SchemaIdiom.OpenSet or SchemaIdiom.ClosedSet:
                return OpenValue(node, choice, [.. typed.SelectMany(branch => branch.Schema.KnownTexts() ?? []).Distinct()], name);
            case SchemaIdiom.Text:
                return new(ValueKind.Text);
            case SchemaIdiom.Id:
                return new(ValueKind.Id);
            case SchemaIdiom.NumericText:
                return new(ValueKind.Decimal);
            case SchemaIdiom.EmptiedObject:
                return Link(usual, name) with { IsNullable = true, OrEmptyList = true };
            case SchemaIdiom.Map:
                return new(ValueKind.Map, Item: Item(usual, ((JsonObject)usual.Schema)["additionalProperties"], name));
            case SchemaIdiom.List:
                return new(ValueKind.List, Item: Item(usual, ((JsonObject)usual.Schema)["items"], name));
            case SchemaIdiom.Reference when CanStandForAll((JsonObject)usual.Schema, reading.Identity!):
                var isText = typed[1].Schema.Is(JsonTypes.String);
                return Object(node, choice, [usual.Schema], name, new(ValueKind.Object, IsNullable: reading.IsNullable), (reading.Identity!, new(isText ? ValueKind.Text : ValueKind.Id)));
            default:
                return null;
        }
    }

    /// <summary>Whether nothing is missing where a bare id stands for the object: the id is all that must be there, and is a text. A bare text is no moment.</summary>
    private bool CanStandForAll(JsonObject schema, string id) =>
        schema["required"] is JsonArray { Items.Count: 1 } && (schema["properties"] as JsonObject)?[id] is JsonObject property
        && schemas.Resolve(schemas.InItsFile(property)).Schema is JsonObject target && target.Text("format") != "date-time";

    private void ReportIgnored(SchemaNode node, JsonObject schema, IEnumerable<string> keywords)
    {
        foreach (var member in schema.Members.Where(member => keywords.Contains(member.Name)))
            diagnostics.Add(node.File.DiagnosticAt(SchemaDiagnostics.UnsupportedKeyword, member.NameSpan, member.Name));
    }

    private ValueModel Unsupported(SchemaNode node, string what)
    {
        diagnostics.Add(node.File.DiagnosticAt(SchemaDiagnostics.UnsupportedUnion, node.Schema.Span, what));
        return Any;
    }
}
