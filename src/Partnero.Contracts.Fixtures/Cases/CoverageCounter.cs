using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Cases;

/// <summary>Counts what payloads hold of that which their schema allows.</summary>
internal sealed class CoverageCounter
{
    private readonly Schema _schema;
    private readonly OrderedDictionary<(string Place, string What), int> _counts = [];

    public CoverageCounter(Schema schema)
    {
        _schema = schema;
        Expect(schema, "", []);
    }

    public IReadOnlyList<CoverageRow> Rows => [.. _counts.Select(entry => new CoverageRow(entry.Key.Place, entry.Key.What, entry.Value))];

    public void Count(PhpValue payload) => Count(_schema, payload, "");

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
                _counts.TryAdd((Deeper(place, name), what), 0);
            Expect(property, Deeper(place, name), open);
        }

        foreach (var part in parts)
        {
            foreach (var (i, branch) in (part.AnyOf ?? part.OneOf ?? []).Index())
            {
                _counts.TryAdd((place, Branch(i, branch)), 0);
                Expect(branch, place, open);
            }

            foreach (var value in part.Enum ?? [])
                _counts.TryAdd((place, PhpJson.Text(value)), 0);
            foreach (var inner in new[] { part.Items, part.AdditionalProperties }.OfType<Schema>())
                Expect(inner, place + "/*", open);
        }

        open.Remove(schema);
    }

    private static IEnumerable<string> Presences(bool isRequired, Schema property)
    {
        if (!isRequired)
            yield return "absent";
        if ((property.Target().Types & JsonTypes.Null) != 0 && property.Target().TypeOrder is not null)
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
        if (value is not null)
            Count(property, value, place);
    }

    private void Add(string place, string what)
    {
        if (_counts.TryGetValue((place, what), out var count))
            _counts[(place, what)] = count + 1;
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
