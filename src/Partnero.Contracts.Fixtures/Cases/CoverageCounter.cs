using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Cases;

/// <summary>Counts what payloads hold of that which their schema allows, and says what is known of it.</summary>
internal sealed class CoverageCounter
{
    private readonly Schema _schema;
    private readonly OrderedDictionary<(string Place, string What), (int Count, string Known)> _counts = [];

    public CoverageCounter(Schema schema)
    {
        _schema = schema;
        var shapes = PayloadShapes.Parts(schema).SelectMany(part => part.Properties).Select(property => property.Value.Shape).Distinct().ToList();
        if (shapes.Exists(shape => shape != SourceShape.Both))
            shapes.ForEach(shape => Expect("", ShapeName(shape), ""));

        Expect(schema, "", []);
    }

    public IReadOnlyList<CoverageRow> Rows => [.. _counts.Select(entry => new CoverageRow(entry.Key.Place, entry.Key.What, entry.Value.Count, entry.Value.Known))];

    public void Count(PhpValue payload)
    {
        Add("", ShapeName(ShapeOf(payload)));
        Count(_schema, payload, "");
    }

    /// <summary>Lists what there can be, so that what never is shows too.</summary>
    private void Expect(Schema schema, string place, HashSet<Schema> open)
    {
        if (!open.Add(schema))
            return;
        var parts = Parts(schema).ToList();
        HashSet<string> required = [.. parts.SelectMany(part => part.Required)];
        if (place.Length == 0 && PayloadShapes.IdentityOf(PayloadShapes.Fields(schema)) is { } identity)
            required.Add(identity.Name);
        foreach (var (name, property) in parts.SelectMany(part => part.Properties))
        {
            foreach (var what in Presences(required.Contains(name), property))
                Expect(Deeper(place, name), what, what switch { "absent" => "", "present" when property.Seen == JsonTypes.Null => "never seen", _ => Known(property.Evidence, property.Shape) });
            foreach (var type in IdTypes(property))
                Expect(Deeper(place, name), TypeName(type), property.Seen is { } seen ? ((seen & type) != 0 ? "" : "never seen") : type == JsonTypes.Integer ? "never seen" : "");
            Expect(property, Deeper(place, name), open);
        }

        foreach (var part in parts)
        {
            foreach (var (i, branch) in (part.AnyOf ?? part.OneOf ?? []).Index())
            {
                var evidence = UnionBranches.Of(part.AnyOf ?? part.OneOf!, part.Reading).Find(known => known.Added[0] == branch).Evidence;
                Expect(place, Branch(i, branch), Known(evidence, branch.Shape));
                Expect(branch, place, open);
            }

            foreach (var value in part.Enum ?? [])
                Expect(place, PhpJson.Text(value), "");
            foreach (var inner in new[] { part.Items, part.AdditionalProperties }.OfType<Schema>())
                Expect(inner, place + "/*", open);
        }

        open.Remove(schema);
    }

    private void Expect(string place, string what, string known) => _counts.TryAdd((place, what), (0, known));

    /// <summary>In which of the sender's shapes a field or a branch stands alone, and how sure it is; nothing where it is known in both.</summary>
    private static string Known(Evidence evidence, SourceShape shape) => string.Join(", ", new[]
    {
        shape switch { SourceShape.Guide => "guide", SourceShape.Rest => "rest", _ => "" },
        evidence switch { Evidence.Advice => "advice", Evidence.OptIn => "opt-in", _ => "" },
    }.Where(word => word.Length > 0));

    /// <summary>The types of an id that may be a text or a whole number.</summary>
    private static IEnumerable<JsonTypes> IdTypes(Schema property) =>
        (property.Target().Types & ~JsonTypes.Null) == (JsonTypes.String | JsonTypes.Integer) ? [JsonTypes.String, JsonTypes.Integer] : [];

    private static string TypeName(JsonTypes type) => type == JsonTypes.Integer ? "a whole number" : "a text";

    private static string ShapeName(SourceShape shape) => shape switch
    {
        SourceShape.Guide => "with fields of the guide's shape alone",
        SourceShape.Rest => "with fields of the REST reference's shape alone",
        _ => "with fields of both shapes, or of neither",
    };

    /// <summary>The shape of which a payload has fields that stand in it alone; both where it has of each, or of neither.</summary>
    private SourceShape ShapeOf(PhpValue payload)
    {
        var shapes = PayloadShapes.Parts(_schema).SelectMany(part => part.Properties).Where(property => property.Value.Shape != SourceShape.Both && PhpTree.Find(payload, [property.Key]) is not null)
            .Select(property => property.Value.Shape).Distinct().ToList();
        return shapes is [var only] ? only : SourceShape.Both;
    }

    private static IEnumerable<string> Presences(bool isRequired, Schema property)
    {
        if (!isRequired)
            yield return "absent";
        if (property.Seen == JsonTypes.Null || ((property.Target().Types & JsonTypes.Null) != 0 && property.Target().TypeOrder is not null))
            yield return "null";
        yield return "present";
    }

    private void Count(Schema schema, PhpValue value, string place)
    {
        foreach (var part in Parts(schema))
        {
            foreach (var (name, property) in part.Properties)
                CountProperty(property, JsonValues.TypeOf(value) == JsonTypes.Object ? PhpTree.Find(value, [name]) : null, Deeper(place, name));
            // A value of several branches is one of the first: so a branch is only counted for what no earlier one allows.
            var branches = part.AnyOf ?? part.OneOf ?? [];
            if (Array.FindIndex(branches, branch => SchemaEvaluator.IsValid(branch, value)) is var at and >= 0)
            {
                Add(place, Branch(at, branches[at]));
                Count(branches[at], value, place);
            }

            if (part.Enum is not null)
                Add(place, PhpJson.Text(value));
            foreach (var entry in JsonValues.Entries(value).ToArray())
            {
                var inner = JsonValues.TypeOf(value) == JsonTypes.Array ? part.Items : part.Describes(entry.Key.ToString()) ? null : part.AdditionalProperties;
                if (inner is not null)
                    Count(inner, entry.Value, place + "/*");
            }
        }
    }

    private void CountProperty(Schema property, PhpValue? value, string place)
    {
        Add(place, value switch { null => "absent", PhpNull => "null", _ => "present" });
        if (value is PhpString or PhpInteger)
            Add(place, TypeName(value is PhpInteger ? JsonTypes.Integer : JsonTypes.String));
        if (value is not null)
            Count(property, value, place);
    }

    private void Add(string place, string what)
    {
        if (_counts.TryGetValue((place, what), out var row))
            _counts[(place, what)] = row with { Count = row.Count + 1 };
    }

    private static string Branch(int index, Schema branch)
    {
        var target = branch.Target();
        var type = target.Enum is not null ? "a listed value" : target.TypeOrder is { } types ? string.Join(" or ", types).ToLowerInvariant() : "branch";
        return $"branch {index + 1}: {type}";
    }

    /// <summary>All schemas that hold for the value as a whole, unions aside.</summary>
    private static IEnumerable<Schema> Parts(Schema schema)
    {
        var target = schema.Target();
        return target.AllOf.SelectMany(Parts).Prepend(target);
    }

    private static string Deeper(string place, string name) => $"{place}/{JsonPointer.Escape(name)}";
}
