using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Finds the C# type of each schema, following references. A schema that several refer to is one type.</summary>
internal sealed class TypeLinker(SchemaSet schemas, TypeNames names, List<SchemaFault> faults)
{
    private static readonly ValueModel Any = new(ValueKind.Any, IsNullable: true);

    private readonly Dictionary<JsonValue, ValueModel> _linked = [];
    private readonly HashSet<JsonValue> _following = [];
    private readonly Dictionary<string, ObjectModel> _objects = [];
    private readonly List<OpenValueModel> _openValues = [];

    public IEnumerable<ObjectModel> Objects => _objects.Values;

    public IEnumerable<OpenValueModel> OpenValues => _openValues;

    /// <summary>
    /// Links the payload of an event. A payload that only adds <c>required</c> to a shared schema shares its type,
    /// and the event checks the rest.
    /// </summary>
    public (ValueModel Data, EquatableArray<RequiredProperty> Required) LinkPayload(SchemaNode node, string name)
    {
        if (node.Schema is JsonObject schema && ObjectParts.OnlyRequires(schema, out var shared, out var required)
            && ObjectParts.CanShare(node with { Schema = shared }, required, schemas))
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
        {
            faults.Add(node.File.Fault(SchemaDiagnostics.EndlessReference, schema.Span, schema.Text("$ref") ?? "The schema"));
            return Any;
        }

        var value = LinkObject(node, schema, name);
        _following.Remove(schema);
        _linked[node.Schema] = value;
        return value;
    }

    private ValueModel LinkObject(SchemaNode node, JsonObject schema, string name)
    {
        if (schema["$ref"] is JsonString reference)
            return Follow(node, reference);
        if (schema["allOf"] is JsonArray)
            return LinkComposition(node, schema, name);
        if (schema.Branches() is { Count: > 0 } branches)
            return LinkChoice(node, schema, branches, name);

        var types = schema.Types();
        var isNullable = types.Contains("null");
        var others = types.Where(type => type != "null").ToList();
        if (schema.IsId())
            return IdOrSet(node, schema, name) with { IsNullable = isNullable };
        if (others.Count > 1)
            return Unsupported(node, string.Join(" and ", others));
        var type = others.FirstOrDefault() ?? (schema["properties"] is not null ? "object" : schema.KnownTexts() is not null ? "string" : null);
        return LinkType(node, schema, type, name) with { IsNullable = isNullable || type is null };
    }

    private ValueModel LinkType(SchemaNode node, JsonObject schema, string? type, string name) => type switch
    {
        "string" when schema.KnownTexts() is { Count: > 1 } values => OpenValue(node, schema, values, name),
        "string" when schema.Text("format") == "date-time" => new(ValueKind.Timestamp),
        "string" => new(ValueKind.Text),
        "number" => new(ValueKind.Decimal),
        "integer" => new(ValueKind.Integer),
        "boolean" => new(ValueKind.Boolean),
        "array" => new(ValueKind.List, Item: Item(node, schema["items"], name)),
        "object" when schema.IsMap() => new(ValueKind.Map, Item: Item(node, schema["additionalProperties"], name)),
        "object" => Object(node, schema, [new(node.File, schema)], name, null),
        _ => Any,
    };

    /// <summary>A text or a whole number; where the texts are listed and nothing else is, that set.</summary>
    private ValueModel IdOrSet(SchemaNode node, JsonObject schema, string name) =>
        schema.KnownTexts() is { Count: > 1 } values ? OpenValue(node, schema, values, name) : new(ValueKind.Id);

    private ValueModel Item(SchemaNode node, JsonValue? schema, string name) =>
        schema is JsonObject ? Link(node with { Schema = schema }, name + "Item") : Any;

    private ValueModel Follow(SchemaNode node, JsonString reference)
    {
        var (target, why) = schemas.Find(node.File, reference.Value);
        if (target is { } found)
            return Link(found, Naming.Type(LastName(reference.Value)));
        faults.Add(node.File.Fault(SchemaDiagnostics.UnknownReference, reference.Span, reference.Value, why));
        return Any;
    }

    /// <summary><c>definitions/partner-status.schema.json</c> and <c>#/definitions/partner-status</c> both end in a name.</summary>
    private static string LastName(string reference)
    {
        var last = reference.TrimEnd('/', '#').Split('/', '#').Last();
        return last.EndsWith(".json", System.StringComparison.Ordinal) ? last.Split('.')[0] : last;
    }

    private ValueModel LinkComposition(SchemaNode node, JsonObject schema, string name)
    {
        if (ObjectParts.OnlyRequires(schema, out var only, out var required) && required.Count == 0)
            return Link(node with { Schema = only }, name);
        var parts = ObjectParts.Flatten(node, schemas);
        if (parts is not null)
            return Object(node, schema, parts, name, null);

        // A reference that leads nowhere is the better thing to say, where there is one.
        var before = faults.Count;
        foreach (var part in ((JsonArray)schema["allOf"]!).Items)
            Link(node with { Schema = part }, name);
        return faults.Count > before ? Any : Unsupported(node, "parts of allOf that are not all objects");
    }

    private ValueModel LinkChoice(SchemaNode node, JsonObject schema, IReadOnlyList<JsonValue> branches, string name)
    {
        // A choice is typed by its branches alone: what stands beside it would be ignored.
        var beside = new[] { "oneOf", "properties", "required", "additionalProperties", "items", "enum", "const" };
        ReportIgnored(node, schema, schema["anyOf"] is null ? beside.Skip(1) : beside);
        var resolved = branches.Select(branch => schemas.Resolve(node with { Schema = branch })).ToList();
        var objects = resolved.Where(branch => branch.Schema is JsonObject).Select(branch => (branch.File, Schema: (JsonObject)branch.Schema)).ToList();
        var typed = objects.Where(branch => !branch.Schema.IsNull()).ToList();
        var isNullable = typed.Count < objects.Count;
        if (objects.Count < resolved.Count)
            return Unsupported(node, "schemas of which one is true or false");
        if (typed is [var single])
        {
            var value = Link(new(single.File, single.Schema), name);
            return value with { IsNullable = isNullable || value.IsNullable };
        }

        if (typed.All(branch => branch.Schema.KnownTexts() is not null || branch.Schema.IsOnly("string")))
        {
            var known = typed.SelectMany(branch => branch.Schema.KnownTexts() ?? []).Distinct().ToList();
            return (known.Count == 0 ? new(ValueKind.Text) : OpenValue(node, schema, known, name)) with { IsNullable = isNullable };
        }

        var types = typed.SelectMany(branch => branch.Schema.Types()).Distinct().ToList();
        if (SchemaShapes.AreOfIds(types) && typed.All(branch => branch.Schema.Types().Count > 0))
            return new(ValueKind.Id, IsNullable: isNullable || types.Contains("null"));

        if (typed is [var first, var second]
            && (LinkPair(node, schema, first, second, name) ?? LinkPair(node, schema, second, first, name)) is { } pair)
        {
            return pair with { IsNullable = isNullable };
        }

        return Unsupported(node, string.Join(" and ", typed.Select(branch => branch.Schema.Types() is [var type, ..] ? type : "a schema without a type")));
    }

    /// <summary>The pairs that PHP and the sender make of one thing.</summary>
    private ValueModel? LinkPair(
        SchemaNode node, JsonObject choice, (SchemaFile File, JsonObject Schema) one, (SchemaFile File, JsonObject Schema) other, string name)
    {
        if (one.Schema.IsMap() && other.Schema.IsEmptyList())
            return new(ValueKind.Map, Item: Item(new(one.File, one.Schema), one.Schema["additionalProperties"], name));
        if (one.Schema.IsMap() && one.Schema["additionalProperties"] is JsonObject && other.Schema.IsOnly("array"))
            return new(ValueKind.List, Item: Item(new(other.File, other.Schema), other.Schema["items"], name));
        if (one.Schema.IsOnly("object") && IsTextOrId(other.Schema) && IdProperty(one.Schema) is { } id)
            return Object(node, choice, [new(one.File, one.Schema)], name, (id, new(other.Schema.IsId() ? ValueKind.Id : ValueKind.Text)));
        return null;
    }

    /// <summary>The one required property, if it is a string or an id: what a bare one stands for.</summary>
    private static string? IdProperty(JsonObject schema) =>
        schema["required"] is JsonArray { Items: [JsonString id] }
        && (schema["properties"] as JsonObject)?[id.Value] is JsonObject property && IsTextOrId(property)
            ? id.Value
            : null;

    private static bool IsTextOrId(JsonObject schema) => schema.IsOnly("string") || (schema.IsId() && !schema.Types().Contains("null"));

    private ValueModel Object(SchemaNode node, JsonObject schema, IReadOnlyList<ObjectPart> parts, string name, (string JsonName, ValueModel Value)? bareId)
    {
        var typeName = Name(node, schema, name);
        var value = new ValueModel(ValueKind.Object, typeName);
        // Known before its properties are linked: a type may hold itself.
        _linked[schema] = value;
        _following.Remove(schema);

        // Beside described properties, others are kept as they come, whatever is said of them.
        foreach (var part in parts.Where(part => part.Schema["additionalProperties"] is JsonObject))
            ReportIgnored(new(part.File, part.Schema), part.Schema, ["additionalProperties"]);

        var properties = new List<PropertyModel>();
        foreach (var (file, jsonName, property, isRequired) in ObjectParts.Properties(parts))
        {
            var clrName = Naming.Property(jsonName.Name, typeName);
            if (properties.FirstOrDefault(other => other.ClrName == clrName) is { } other)
            {
                faults.Add(file.Fault(SchemaDiagnostics.NameClash, jsonName.NameSpan, $"The property '{jsonName.Name}'", clrName, $"'{other.JsonName}'"));
                continue;
            }

            var target = schemas.Resolve(new(file, property)).Schema as JsonObject;
            var description = (property as JsonObject)?.Text("description") ?? target?.Text("description") ?? "";
            properties.Add(new PropertyModel(
                jsonName.Name, clrName, description, Limits.Describe(target), Link(new(file, property), typeName + Naming.Pascal(jsonName.Name)), isRequired));
        }

        _objects[typeName] = new ObjectModel(
            typeName,
            schema.Text("description") ?? "",
            properties.ToEquatableArray(),
            bareId is var (idName, idValue) ? new BareIdModel(properties.First(property => property.JsonName == idName).ClrName, idValue) : null,
            ObjectParts.IsOpen(parts));
        return value;
    }

    private ValueModel OpenValue(SchemaNode node, JsonObject schema, IReadOnlyList<string> values, string name)
    {
        var typeName = Name(node, schema, name);
        var known = new List<KnownValue>();
        foreach (var text in values)
        {
            var clrName = Naming.Value(text, typeName);
            while (known.Any(other => other.ClrName == clrName))
                clrName += "_";
            known.Add(new KnownValue(clrName, text));
        }

        _openValues.Add(new OpenValueModel(typeName, schema.Text("description") ?? "", known.ToEquatableArray()));
        return new ValueModel(ValueKind.OpenValue, typeName);
    }

    private string Name(SchemaNode node, JsonObject schema, string fallback)
    {
        // The title of an event's own schema names the event.
        var title = node.File.Source.IsEvent && ReferenceEquals(schema, node.File.Root) ? null : schema.Text("title");
        var name = title is null ? fallback : Naming.Type(title);
        var owner = $"the schema at {node.File.Source.Name}";
        if (!names.TryTake(name, owner, out var takenBy))
        {
            faults.Add(node.File.Fault(SchemaDiagnostics.NameClash, schema.Span, "This schema", name, takenBy));
            while (!names.TryTake(name += "_", owner, out _))
            {
            }
        }

        return name;
    }

    private void ReportIgnored(SchemaNode node, JsonObject schema, IEnumerable<string> keywords)
    {
        foreach (var member in schema.Members.Where(member => keywords.Contains(member.Name)))
            faults.Add(node.File.Fault(SchemaDiagnostics.UnsupportedKeyword, member.NameSpan, member.Name));
    }

    private ValueModel Unsupported(SchemaNode node, string what)
    {
        faults.Add(node.File.Fault(SchemaDiagnostics.UnsupportedUnion, node.Schema.Span, what));
        return Any;
    }
}
