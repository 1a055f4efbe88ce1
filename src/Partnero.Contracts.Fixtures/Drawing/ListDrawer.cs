using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Drawing;

/// <summary>Draws lists.</summary>
internal static class ListDrawer
{
    private const int UsualItems = 2;
    private const int MostFreeItems = 6;
    private const int MostTriesForAnother = 20;

    public static PhpValue Draw(ValueDrawer drawer, ListPlan plan, string name, int depth)
    {
        var least = Math.Max(plan.MinItems, plan.Wanted.Count > 0 ? 1 : 0);
        var most = ValueDrawer.IsDeep(depth) ? least : Math.Min(plan.Most, Math.Max(least, MostFreeItems));
        var items = new List<PhpValue>();
        while (items.Count < most)
        {
            var start = drawer.Choices.Begin();
            if (items.Count >= least && !GoesOn(drawer, items.Count))
                break;
            if (Add(drawer, plan, items, name, depth))
            {
                drawer.Choices.End(start);
                continue;
            }

            // There is no other item: the list ends here, as if that had been chosen.
            var hadChoice = items.Count >= least && !drawer.Style.IsUsual;
            drawer.Choices.BackTo(start);
            if (hadChoice)
                drawer.Choices.Keep();
            break;
        }

        return PhpArray.List(items);
    }

    private static bool GoesOn(ValueDrawer drawer, int count) => drawer.Style.Optional switch
    {
        OptionalFields.All => count < UsualItems,
        OptionalFields.None => false,
        _ => drawer.Choices.MostlyIn(3),
    };

    /// <returns>Whether an item was added: one that is like no other may not be found.</returns>
    private static bool Add(ValueDrawer drawer, ListPlan plan, List<PhpValue> items, string name, int depth)
    {
        // What the list must contain comes last among those that it must have.
        var wanted = plan.MinItems - items.Count - 1;
        var tree = plan.Wanted.Count > 0 && (wanted < plan.Wanted.Count && wanted >= 0 || items.Count >= plan.First.Count)
            ? plan.Wanted[Math.Clamp(wanted, 0, plan.Wanted.Count - 1)]
            : plan.At(items.Count);
        var start = drawer.Choices.Begin();
        var count = drawer.Words.Count;
        for (var left = MostTriesForAnother; left > 0; left--)
        {
            var item = drawer.Draw(tree, name, depth + 1);
            if (!plan.IsDistinct || !items.Exists(other => JsonValues.AreEqual(other, item)))
            {
                items.Add(item);
                return true;
            }

            if (drawer.Choices.IsReplay)
                throw new ChoicesRejectedException();
            drawer.TakeBack(start, count);
        }

        return false;
    }
}
