using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Received;

/// <summary>How the generated reader reads the payloads of events: the types that the generator makes of their schemas, without their names.</summary>
/// <remarks>What it is to read a type is not said again here: <see cref="SchemaDispatcher"/> reads with the methods that generated code calls.</remarks>
internal sealed class ReadableSchemas
{
    private readonly WebhookSchemas _schemas;
    private readonly SchemaIndex<SchemaElement> _index;
    private readonly SchemaIdioms<SchemaElement> _idioms;
    private readonly MadeSchemas<SchemaElement> _made = new(new SchemaElementMaker());
    private readonly SchemaJoiner<SchemaElement> _joiner;
    private readonly SchemaParts<SchemaElement> _parts;
    private readonly StrictRoles<SchemaElement> _roles;
    private readonly Dictionary<SchemaElement, ReadableValue> _linked = [];
    private readonly HashSet<SchemaElement> _following = [];
    private readonly Dictionary<string, ReadableEvent> _events = [];

    public ReadableSchemas(WebhookSchemas schemas)
    {
        _schemas = schemas;
        _index = schemas.Index;
        _idioms = new(_index);
        _joiner = new(_index, _idioms, _made);
        _parts = new(_index, _idioms, _made, _joiner);
        _roles = new(_index);
    }

    /// <summary>The places in schemas that the generator has no type for, as far as they have been come to. It takes them for anything.</summary>
    public HashSet<string> Unsupported { get; } = [];

    /// <summary>The names of all properties that a schema describes.</summary>
    public IReadOnlySet<string> PropertyNames => field ??= _schemas.Events.SelectMany(name => Names(Of(name)!.Data, [])).ToHashSet();

    /// <summary>How an event is read; null where no schema describes it.</summary>
    public ReadableEvent? Of(string eventName)
    {
        if (!_schemas.Events.Contains(eventName))
            return null;
        if (!_events.TryGetValue(eventName, out var known))
            _events.Add(eventName, known = OfPayload(_schemas.RootOf(eventName)));
        return known;
    }

    private ReadableEvent OfPayload(SchemaElement root)
    {
        if (!SchemaParts<SchemaElement>.OnlyRequires(root, out var shared, out var required) || !_parts.CanShare(shared, required))
            return new(Link(root), []);
        var data = Link(shared);
        return new(data, [.. required.Where(name => data.Object?.Properties.Exists(property => property.Name == name && property.IsRequired) != true)]);
    }

    private ReadableValue Link(SchemaElement schema)
    {
        if (_linked.TryGetValue(schema, out var known))
            return known;
        if (schema.Type != JsonTypes.Object)
            return ReadableValue.Any;
        if (!_following.Add(schema))
            return LinkAgain(schema);
        var value = WithRole(LinkObject(schema), schema);
        if (schema.Member(OwnKeywords.Role) is { } code && OwnKeywords.RoleOf(code.Literal) == FieldRole.Code && schema.Member("examples") is { } examples)
            value = value with { Listed = [.. examples.Items.Where(text => text.Type == JsonTypes.String).Select(text => text.Literal)] };
        _following.Remove(schema);
        return _linked[schema] = value;
    }

    private ReadableValue WithRole(ReadableValue value, SchemaElement schema) =>
        schema.Member(OwnKeywords.Role) is { } role ? value with { IsStrict = OwnKeywords.IsStrictRole(role.Literal) }
        : schema.Member("$ref") is null ? value with { IsStrict = value.IsStrict || _roles.Of(schema) is not null }
        : value;

    /// <summary>A schema that is being linked already: what it wraps may have its type, whose properties lead back here.</summary>
    private ReadableValue LinkAgain(SchemaElement schema)
    {
        var isNullable = false;
        var seen = new HashSet<SchemaElement>();
        for (SchemaElement? at = schema; at is not null && seen.Add(at); at = Within(at, ref isNullable))
        {
            if (_linked.TryGetValue(at, out var known))
                return known with { IsNullable = known.IsNullable || isNullable };
        }

        return None(schema);
    }

    private SchemaElement? Within(SchemaElement schema, ref bool isNullable)
    {
        if (schema.Member("$ref") is { Type: JsonTypes.String } reference)
            return _index.Find(schema, reference.Literal);
        if (SchemaParts<SchemaElement>.OnlyRequires(schema, out var only, out var required) && required.Count == 0)
            return only;
        if (schema.Branches() is not { Count: > 0 } branches || _idioms.OfUnion(branches) is not { } reading || Typed(reading) is not [var single])
            return null;
        isNullable |= reading.IsNullable;
        return single;
    }

    private ReadableValue LinkObject(SchemaElement schema)
    {
        if (schema.Member("$ref") is { Type: JsonTypes.String } reference)
            return _index.Find(schema, reference.Literal) is { } target ? Link(target) : None(schema);
        if (schema.Member("allOf") is { Type: JsonTypes.Array })
        {
            return SchemaParts<SchemaElement>.OnlyRequires(schema, out var only, out var required) && required.Count == 0 ? Link(only)
                : _parts.Flatten(schema, mayBeNull: true) is { } parts && SchemaParts<SchemaElement>.SpeakOfObjects(parts) ? Object(schema, parts, isNullable: _idioms.AllowsNull(schema))
                : _joiner.JoinAll(schema) is { } joined ? Link(joined) : None(schema);
        }

        var declared = schema.DeclaredTypes();
        if (schema.ChoiceOfParts() is not null)
            return Object(schema, [schema], isNullable: declared.Contains(JsonTypes.Null));
        if (schema.Branches() is { Count: > 0 } branches)
            return LinkChoice(schema, branches);

        var reading = _idioms.Of(schema);
        var isNullable = reading.IsNullable || declared.Contains(JsonTypes.Null);
        var others = declared.Where(type => type != JsonTypes.Null).ToList();
        if (reading.Idiom == SchemaIdiom.ClosedSet && schema.KnownTexts() is { Count: > 1 })
            return new(ReadableKind.OpenValue, IsNullable: isNullable) { Listed = [.. schema.KnownTexts()!] };
        switch (reading.Idiom)
        {
            case SchemaIdiom.Id:
                return new(ReadableKind.Id, IsNullable: isNullable);
            case SchemaIdiom.NumericText:
                return new(ReadableKind.Decimal, IsNullable: isNullable);
            case SchemaIdiom.Map:
                return OfType(schema, JsonTypes.Object, isNullable);
            case SchemaIdiom.EmptiedObject:
                return Object(schema, [schema], isNullable: true, orEmptyList: true);
        }

        if (others.Count > 1)
            return None(schema);
        var type = others.Count > 0 ? others[0] : schema.Member("properties") is not null ? JsonTypes.Object : schema.KnownTexts() is not null ? JsonTypes.String : JsonTypes.None;
        return OfType(schema, type, isNullable);
    }

    private ReadableValue OfType(SchemaElement schema, JsonTypes type, bool isNullable) => type switch
    {
        JsonTypes.String when schema.Member("format") is { Literal: "date-time" } => new(ReadableKind.Timestamp, IsNullable: isNullable),
        JsonTypes.String => new(ReadableKind.Text, IsNullable: isNullable),
        JsonTypes.Number => new(ReadableKind.Decimal, IsNullable: isNullable),
        JsonTypes.Integer => new(ReadableKind.Integer, IsNullable: isNullable),
        JsonTypes.Boolean => new(ReadableKind.Boolean, IsNullable: isNullable),
        JsonTypes.Array => new(ReadableKind.List, Item(schema.Member("items")), IsNullable: isNullable),
        JsonTypes.Object when schema.DescribesNoNames() => new(ReadableKind.Map, Item(schema.Member("additionalProperties")), IsNullable: isNullable),
        JsonTypes.Object => Object(schema, [schema], isNullable),
        _ => ReadableValue.Any,
    };

    private ReadableValue Item(SchemaElement? schema) => schema is { Type: JsonTypes.Object } ? Link(schema) : ReadableValue.Any;

    private ReadableValue LinkChoice(SchemaElement schema, IReadOnlyList<SchemaElement> branches)
    {
        if (branches.Any(branch => _index.Resolve(branch).Type != JsonTypes.Object))
            return None(schema);
        var reading = _idioms.OfUnion(branches);
        var typed = Typed(reading);
        var value = typed switch
        {
            [] => ReadableValue.Any,
            [var single] => Link(single),
            _ => OfIdiom(schema, reading, typed) ?? None(schema),
        };
        return value with { IsNullable = value.IsNullable || reading.IsNullable };
    }

    private ReadableValue? OfIdiom(SchemaElement choice, SchemaReading<SchemaElement> reading, List<SchemaElement> typed) => reading.Idiom switch
    {
        SchemaIdiom.OpenSet or SchemaIdiom.ClosedSet => new(ReadableKind.OpenValue) { Listed = [.. typed.SelectMany(branch => branch.KnownTexts() ?? [])] },
        SchemaIdiom.Text => new(ReadableKind.Text),
        SchemaIdiom.Id => new(ReadableKind.Id),
        SchemaIdiom.NumericText => new(ReadableKind.Decimal),
        SchemaIdiom.EmptiedObject => Link(typed[0]) with { IsNullable = true, OrEmptyList = true },
        SchemaIdiom.Map => new(ReadableKind.Map, Item(typed[0].Member("additionalProperties"))),
        SchemaIdiom.List => new(ReadableKind.List, Item(typed[0].Member("items"))),
        SchemaIdiom.Reference when typed[0].Member("required") is { Items.Count: 1 } && typed[0].Member("properties")?.Member(reading.Identity!) is { Type: JsonTypes.Object } =>
            Object(choice, [typed[0]], reading.IsNullable, bareId: (reading.Identity!, typed[1].Is(JsonTypes.String) ? ReadableKind.Text : ReadableKind.Id)),
        _ => null,
    };

    private ReadableValue Object(SchemaElement schema, IReadOnlyList<SchemaElement> parts, bool isNullable, bool orEmptyList = false, (string Name, ReadableKind Kind)? bareId = null)
    {
        var read = new ReadableObject { BareId = bareId };
        var value = new ReadableValue(ReadableKind.Object, Object: read, IsNullable: isNullable, OrEmptyList: orEmptyList);
        // Known before its properties are linked: a type may hold itself.
        _linked[schema] = WithRole(value, schema);
        _following.Remove(schema);
        foreach (var property in _parts.Properties(parts))
            read.Properties.Add(new(property.Name, Link(property.Schema), property.IsRequired));
        return value;
    }

    private static List<SchemaElement> Typed(SchemaReading<SchemaElement> reading) =>
        [.. reading.Branches.Where(branch => branch.Part != BranchPart.Null).Select(branch => branch.Schema)];

    private static IEnumerable<string> Names(ReadableValue value, HashSet<ReadableObject> seen)
    {
        if (value.Item is { } item)
            return Names(item, seen);
        return value.Object is { } described && seen.Add(described)
            ? described.Properties.SelectMany(property => Names(property.Value, seen).Prepend(property.Name))
            : [];
    }

    private ReadableValue None(SchemaElement schema)
    {
        Unsupported.Add(_index.PlaceOf(_made.OriginOf(schema)).ToString());
        return ReadableValue.Any;
    }
}
