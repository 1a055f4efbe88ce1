using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Draws objects.</summary>
internal static class ObjectGenerator
{
    private const int UsualEntries = 2;
    private const int MaxFreeEntries = 5;
    private const int MaxTriesForAnother = 20;

    public static PhpValue Draw(ValueGenerator generator, Plan plan, int depth)
    {
        var objects = plan.Objects;
        var free = objects.HasFree ? FreeEntries(generator, objects, depth) : 0;
        var entries = new KeyValuePair<PhpKey, PhpValue>[objects.Properties.Count + Math.Max(free, objects.MinProperties)];
        var count = DrawNamed(generator, objects, entries, depth);
        if (free > 0 || count < objects.MinProperties)
            count = DrawFree(generator, plan, entries, count, free, depth);
        if (count < entries.Length)
            Array.Resize(ref entries, count);

        // An array whose keys are 0, 1, 2… would be written as a list, and the schema wants an object.
        var array = PhpArray.OfDistinct(entries);
        return array.IsList ? PhpObject.OfDistinct(entries) : array;
    }

    private static int DrawNamed(ValueGenerator generator, ObjectPlan plan, KeyValuePair<PhpKey, PhpValue>[] entries, int depth)
    {
        var count = 0;
        var room = (plan.MaxProperties ?? int.MaxValue) - plan.Required;
        foreach (var property in plan.Properties)
        {
            var start = generator.Choices.Begin();
            if (property.IsRequired || (room > 0 && IsThere(generator, plan, property, entries.AsSpan(0, count), depth)))
            {
                room -= property.IsRequired ? 0 : 1;
                entries[count++] = new(property.Key, generator.Draw(property.Tree, property.Name, depth + 1));
            }

            generator.Choices.End(start);
        }

        return count;
    }

    private static bool IsThere(ValueGenerator generator, ObjectPlan plan, PropertyPlan property, ReadOnlySpan<KeyValuePair<PhpKey, PhpValue>> earlier, int depth)
    {
        if (property.Tree.Height == Plan.Never)
            return false;
        foreach (var entry in earlier)
        {
            // An earlier property may want this one beside it.
            foreach (var other in plan.Properties)
            {
                if (other.Wants.Count > 0 && other.Key == entry.Key && other.Wants.Contains(plan.Properties is List<PropertyPlan> list ? list.IndexOf(property) : -1))
                    return true;
            }
        }

        if (property.Evidence > generator.Style.MaxEvidence || !generator.Style.Takes(property.Shape))
            return false;
        return generator.Style.Optional switch
        {
            OptionalFields.All => depth < 2 || !ValueGenerator.IsDeep(depth),
            OptionalFields.None => false,
            OptionalFields.Some when property.IsUsual && !generator.Style.IsAdversarial => true,
            _ => !ValueGenerator.IsDeep(depth) && generator.Choices.MostlyIn(4),
        };
    }

    /// <summary>How many properties without a description there are: some in a map, and in the adversarial profile now and then in any object.</summary>
    private static int FreeEntries(ValueGenerator generator, ObjectPlan plan, int depth)
    {
        if (ValueGenerator.IsDeep(depth))
            return 0;
        if (plan.Properties.Count > 0 && plan.Patterns.Count == 0)
            return generator.Style is { IsAdversarial: true, IsUsual: false } && generator.Choices.OnceIn(8) ? 1 : 0;
        return generator.Style.Optional switch
        {
            OptionalFields.All => UsualEntries,
            OptionalFields.None => 0,
            _ => generator.Choices.Below(Math.Min(MaxFreeEntries, plan.MaxProperties ?? MaxFreeEntries) + 1),
        };
    }

    private static int DrawFree(ValueGenerator generator, Plan plan, KeyValuePair<PhpKey, PhpValue>[] entries, int count, int wanted, int depth)
    {
        var objects = plan.Objects;
        var most = Math.Min(entries.Length, objects.MaxProperties ?? int.MaxValue);
        var end = Math.Min(most, Math.Max(count + wanted, objects.MinProperties));
        for (var left = MaxTriesForAnother + end; count < end && left > 0; left--)
        {
            var start = generator.Choices.Begin();
            var name = NameGenerator.Draw(generator, plan, count);
            var key = PhpKey.Of(name);
            var tree = generator.TreeOf(plan, name);
            if (tree.Height != Plan.Never && PhpEntries.IndexOf(entries.AsSpan(0, count), key) < 0 && !objects.Properties.Any(property => property.Name == name))
                entries[count++] = new(key, generator.Draw(tree, name, depth + 1));
            generator.Choices.End(start);
        }

        return count;
    }
}
