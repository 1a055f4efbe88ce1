using System.Globalization;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>Lists that are too short or too long, repeat an item, or lack one.</summary>
internal static class ListBreaker
{
    private static readonly PhpValue[] Simple = ["extra", 7L, 1.5, true, PhpValue.Null, PhpArray.Empty, PhpObject.Empty];

    public static IEnumerable<(PhpValue Value, string What)> Candidates(ConstraintSite site, Func<Schema[], PhpValue?> drawn)
    {
        var items = ((PhpArray)site.Value).Select(entry => entry.Value).ToList();
        var schema = site.Schema;
        var lists = site.Keyword switch
        {
            "minItems" => [items.Take(schema.MinItems!.Value - 1), items.TakeLast(schema.MinItems.Value - 1)],
            "maxItems" => Longer(items, schema.MaxItems!.Value + 1 - items.Count, schema, drawn),
            "additionalItems" => Longer(items, schema.TupleItems!.Length + 1 - items.Count, schema, drawn),
            "uniqueItems" => Repeating(items, drawn, schema),
            _ => Lacking(items, schema.Contains!, drawn, schema),
        };
        return lists.Select(list => PhpArray.List(list)).Select(list => ((PhpValue)list, $"{Count(list)} in place of {Count((PhpArray)site.Value)}"));
    }

    private static IEnumerable<IEnumerable<PhpValue>> Longer(List<PhpValue> items, int by, Schema schema, Func<Schema[], PhpValue?> drawn)
    {
        if (Filled(items, by, schema, drawn) is { } filled)
            yield return filled;
        if (items.Count > 0)
            yield return items.Concat(Enumerable.Repeat(items[^1], by));
        foreach (var extra in Simple)
            yield return items.Concat(Enumerable.Repeat(extra, by));
        yield return items.Concat(Enumerable.Range(1, by).Select(i => (PhpValue)$"extra {i}"));
        yield return items.Concat(Enumerable.Range(1000, by).Select(i => (PhpValue)(long)i));
    }

    /// <summary>More items that are valid, each unlike the others where that can be had.</summary>
    private static List<PhpValue>? Filled(List<PhpValue> items, int by, Schema schema, Func<Schema[], PhpValue?> drawn)
    {
        var filled = items.ToList();
        for (var tries = (by * 4) + 20; filled.Count < items.Count + by && tries > 0; tries--)
        {
            if (schema.OfItem(filled.Count) is not { } item || drawn([item]) is not { } value)
                return null;
            if (!filled.Exists(other => JsonValues.AreEqual(other, value)))
                filled.Add(value);
        }

        return filled.Count == items.Count + by ? filled : null;
    }

    private static IEnumerable<IEnumerable<PhpValue>> Repeating(List<PhpValue> items, Func<Schema[], PhpValue?> drawn, Schema schema)
    {
        if (items.Count >= 2)
            yield return items.SkipLast(1).Append(items[0]);
        if (items.Count > 0)
            yield return items.Append(items[0]);
        if (items.Count == 0 && schema.OfItem(0) is { } item && drawn([item]) is { } value)
            yield return [value, value];
        if (items.Count == 0)
            yield return ["twice", "twice"];
    }

    private static IEnumerable<IEnumerable<PhpValue>> Lacking(List<PhpValue> items, Schema wanted, Func<Schema[], PhpValue?> drawn, Schema schema)
    {
        yield return items.Where(item => !SchemaEvaluator.IsValid(wanted, item));
        foreach (var other in Simple.Append(schema.OfItem(0) is { } item && drawn([item]) is { } value ? value : PhpValue.Null))
            yield return items.Select(item => SchemaEvaluator.IsValid(wanted, item) ? other : item);
    }

    private static string Count(PhpArray list) => $"a list of {list.Count.ToString(CultureInfo.InvariantCulture)} ({ConstraintBreaker.Json(list)})";
}
