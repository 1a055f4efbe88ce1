using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Draws lists.</summary>
internal static class ListGenerator
{
    private const int UsualItems = 2;
    private const int MaxFreeItems = 6;
    private const int MaxTriesForAnother = 20;

    public static PhpValue Draw(ValueGenerator generator, ListPlan plan, string name, int depth)
    {
        var least = Math.Max(plan.MinItems, plan.Wanted.Count > 0 ? 1 : 0);
        var most = ValueGenerator.IsDeep(depth) ? least : Math.Min(plan.Most, Math.Max(least, MaxFreeItems));
        var items = new List<PhpValue>();
        while (items.Count < most)
        {
            var start = generator.Choices.Begin();
            if (items.Count >= least && !GoesOn(generator, items.Count))
                break;
            if (Add(generator, plan, items, name, depth))
            {
                generator.Choices.End(start);
                continue;
            }

            // There is no other item: the list ends here, as if that had been chosen.
            var hadChoice = items.Count >= least && !generator.Style.IsUsual;
            generator.Choices.BackTo(start);
            if (hadChoice)
                generator.Choices.Keep();
            break;
        }

        return PhpArray.List(items);
    }

    private static bool GoesOn(ValueGenerator generator, int count) => generator.Style.Optional switch
    {
        OptionalFields.All => count < UsualItems,
        OptionalFields.None => false,
        _ => generator.Choices.MostlyIn(3),
    };

    /// <returns>Whether an item was added: one that is like no other may not be found.</returns>
    private static bool Add(ValueGenerator generator, ListPlan plan, List<PhpValue> items, string name, int depth)
    {
        // What the list must contain comes last among those that it must have.
        var wanted = plan.MinItems - items.Count - 1;
        var tree = plan.Wanted.Count > 0 && (wanted < plan.Wanted.Count && wanted >= 0 || items.Count >= plan.First.Count)
            ? plan.Wanted[Math.Clamp(wanted, 0, plan.Wanted.Count - 1)]
            : plan.At(items.Count);
        var start = generator.Choices.Begin();
        var count = generator.Words.Count;
        for (var left = MaxTriesForAnother; left > 0; left--)
        {
            var item = generator.Draw(tree, name, depth + 1);
            if (!plan.IsDistinct || !items.Exists(other => JsonValues.AreEqual(other, item)))
            {
                items.Add(item);
                return true;
            }

            if (generator.Choices.IsReplay)
                throw new ChoicesRejectedException();
            generator.TakeBack(start, count);
        }

        return false;
    }
}
