using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>Objects that lack a property, or have one too many.</summary>
internal static class ObjectBreaker
{
    private static readonly string[] OddNames = ["unexpected", "!", "", "UPPER case", "0", "é", "a-very-long-name-that-is-longer-than-any-name-that-a-schema-is-likely-to-allow"];
    private static readonly PhpValue[] Simple = ["extra", 7L, true, PhpValue.Null, PhpArray.Empty, PhpObject.Empty];

    public static IEnumerable<(PhpValue Value, string What)> Candidates(ConstraintSite site, Func<Schema[], PhpValue?> drawn)
    {
        var schema = site.Schema;
        return site.Keyword switch
        {
            "required" => [(PhpTree.Remove(site.Value, [site.Name!]), $"without {site.Name}")],
            "dependencies" => schema.NameDependencies.First(dependency => dependency.Name == site.Name).Wants
                .Where(want => want != site.Name && PhpTree.Find(site.Value, [want]) is not null)
                .Select(want => (PhpTree.Remove(site.Value, [want]), $"{site.Name} without {want}")),
            "minProperties" => Fewer(site, schema.MinProperties!.Value - 1),
            "maxProperties" => More(site, schema.MaxProperties!.Value + 1 - JsonValues.Entries(site.Value).Length, drawn),
            _ => WithOddName(site, drawn),
        };
    }

    /// <summary>Without the last properties, and without the first.</summary>
    private static IEnumerable<(PhpValue Value, string What)> Fewer(ConstraintSite site, int count)
    {
        var names = JsonValues.Entries(site.Value).ToArray().Select(entry => entry.Key.ToString()).ToList();
        foreach (var left in new[] { names.Skip(count), names.SkipLast(count) })
            yield return (left.Aggregate(site.Value, (value, name) => PhpTree.Remove(value, [name])), $"with {count} properties");
    }

    private static IEnumerable<(PhpValue Value, string What)> More(ConstraintSite site, int by, Func<Schema[], PhpValue?> drawn)
    {
        var missing = site.Schema.Properties.Where(property => PhpTree.Find(site.Value, [property.Key]) is null).ToList();
        var named = missing.Select(property => (property.Key, Value: drawn([property.Value]))).Where(property => property.Value is not null).Take(by).ToList();
        if (named.Count == by)
            yield return (named.Aggregate(site.Value, (value, property) => PhpTree.Set(value, [property.Key], property.Value!)), $"with {by} more properties");
        foreach (var extra in Extras(site.Schema, "extra1", drawn))
            yield return (Enumerable.Range(1, by).Aggregate(site.Value, (value, i) => PhpTree.Set(value, [$"extra{i}"], extra)), $"with {by} more properties");
    }

    private static IEnumerable<(PhpValue Value, string What)> WithOddName(ConstraintSite site, Func<Schema[], PhpValue?> drawn)
    {
        foreach (var name in OddNames.Where(name => PhpTree.Find(site.Value, [name]) is null))
        {
            foreach (var extra in Extras(site.Schema, name, drawn))
                yield return (PhpTree.Set(site.Value, [name], extra), $"with a property '{name}'");
        }
    }

    private static IEnumerable<PhpValue> Extras(Schema schema, string name, Func<Schema[], PhpValue?> drawn) =>
        schema.OfProperty(name).Where(property => property.Constant is null).Select(property => drawn([property])).OfType<PhpValue>().Concat(Simple);
}
