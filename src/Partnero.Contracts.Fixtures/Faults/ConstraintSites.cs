using System.Globalization;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>Finds every constraint that holds for a valid value and each of its parts.</summary>
/// <remarks>What stands within a union, a <c>not</c> or a condition is no constraint of its own: who breaks it breaks the union.</remarks>
internal static class ConstraintSites
{
    public static IReadOnlyList<ConstraintSite> Of(Schema schema, PhpValue value)
    {
        var sites = new List<ConstraintSite>();
        Collect(schema, value, [], sites, []);
        return [.. sites.DistinctBy(site => (site.Pointer, site.Keyword, site.Name))];
    }

    private static void Collect(Schema schema, PhpValue value, string[] path, List<ConstraintSite> sites, HashSet<(int, string)> seen)
    {
        if (!seen.Add((schema.Id, string.Join('\0', path))))
            return;
        if (schema.Ref is not null)
        {
            Collect(schema.Ref, value, path, sites, seen);
            return;
        }

        foreach (var (keyword, name) in Keywords(schema, JsonValues.TypeOf(value), value))
            sites.Add(new ConstraintSite(path, value, schema, keyword, name));
        foreach (var part in schema.AllOf)
            Collect(part, value, path, sites, seen);
        if (schema.If is { } condition && (SchemaEvaluator.IsValid(condition, value) ? schema.Then : schema.Else) is { } consequence)
            Collect(consequence, value, path, sites, seen);
        CollectParts(schema, value, path, sites, seen);
    }

    private static void CollectParts(Schema schema, PhpValue value, string[] path, List<ConstraintSite> sites, HashSet<(int, string)> seen)
    {
        if (value is PhpArray { IsList: true } list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (schema.OfItem(i) is { } item)
                    Collect(item, list[i].Value, [.. path, i.ToString(CultureInfo.InvariantCulture)], sites, seen);
            }

            return;
        }

        foreach (var (name, dependent) in schema.SchemaDependencies)
        {
            if (PhpTree.Find(value, [name]) is not null)
                Collect(dependent, value, path, sites, seen);
        }

        foreach (var entry in JsonValues.Entries(value).ToArray())
        {
            foreach (var property in schema.OfProperty(entry.Key.ToString()))
                Collect(property, entry.Value, [.. path, entry.Key.ToString()], sites, seen);
        }
    }

    private static IEnumerable<(string Keyword, string? Name)> Keywords(Schema schema, JsonTypes type, PhpValue value)
    {
        if (schema.Types != JsonTypes.All)
            yield return ("type", null);
        if (schema.Enum is not null)
            yield return ("enum", null);
        if (schema.Const is not null)
            yield return ("const", null);
        if (schema.AnyOf is not null)
            yield return ("anyOf", null);
        if (schema.OneOf is not null)
            yield return ("oneOf", null);
        if (schema.Not is not null)
            yield return ("not", null);
        foreach (var keyword in OfType(schema, type))
            yield return (keyword, null);
        if (type != JsonTypes.Object)
            yield break;
        foreach (var name in schema.Required)
            yield return ("required", name);
        foreach (var (name, wants) in schema.NameDependencies.Where(dependency => PhpTree.Find(value, [dependency.Name]) is not null))
        {
            if (wants.Length > 0)
                yield return ("dependencies", name);
        }
    }

    private static IEnumerable<string> OfType(Schema schema, JsonTypes type) => type switch
    {
        JsonTypes.Integer or JsonTypes.Fraction => Named(
            ("minimum", schema.Minimum is not null), ("maximum", schema.Maximum is not null), ("exclusiveMinimum", schema.ExclusiveMinimum is not null),
            ("exclusiveMaximum", schema.ExclusiveMaximum is not null), ("multipleOf", schema.MultipleOf is not null)),
        JsonTypes.String => Named(
            ("minLength", schema.MinLength > 0), ("maxLength", schema.MaxLength is not null), ("pattern", schema.Pattern is not null), ("format", schema.Format is not null)),
        JsonTypes.Array => Named(
            ("minItems", schema.MinItems > 0), ("maxItems", schema.MaxItems is not null), ("uniqueItems", schema.UniqueItems), ("contains", schema.Contains is not null),
            ("additionalItems", schema is { TupleItems: not null, AdditionalItems.Constant: false })),
        JsonTypes.Object => Named(
            ("minProperties", schema.MinProperties > 0), ("maxProperties", schema.MaxProperties is not null),
            ("additionalProperties", schema.AdditionalProperties is { Constant: false }), ("propertyNames", schema.PropertyNames is { Constant: null })),
        _ => [],
    };

    private static IEnumerable<string> Named(params (string Keyword, bool IsThere)[] keywords) =>
        keywords.Where(keyword => keyword.IsThere).Select(keyword => keyword.Keyword);
}
