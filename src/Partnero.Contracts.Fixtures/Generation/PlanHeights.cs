using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>How deep the flattest value of each type is.</summary>
internal static class PlanHeights
{
    /// <summary>Fills in the types that have values, and answers the least height.</summary>
    public static int Of(Plan plan)
    {
        plan.Types.Clear();
        if (plan.Values is { } values)
            return values.Length > 0 ? 0 : Plan.Never;
        foreach (var type in plan.AllowedTypes)
        {
            var height = Of(type, plan);
            if (height != Plan.Never)
                plan.Types.Add((type, height));
        }

        return plan.Types.Select(type => type.Height).DefaultIfEmpty(Plan.Never).Min();
    }

    private static int Of(JsonTypes type, Plan plan) => type switch
    {
        JsonTypes.String => plan.Texts.IsEmpty ? Plan.Never : 0,
        JsonTypes.Array => OfList(plan.Lists),
        JsonTypes.Object => OfObject(plan.Objects),
        JsonTypes.Null or JsonTypes.Boolean => 0,
        _ => plan.Numbers.IsEmpty(type) ? Plan.Never : 0,
    };

    private static int OfList(ListPlan list)
    {
        if (list.MinItems > list.Most || (list.Wanted.Count > 0 && list.Most == 0))
            return Plan.Never;
        var height = 0;
        for (var i = 0; i < Math.Min(list.MinItems, list.First.Count + 1); i++)
            height = Math.Max(height, Deeper(list.At(i).Height));
        return list.Wanted.Aggregate(height, (all, wanted) => Math.Max(all, Deeper(wanted.Height)));
    }

    private static int OfObject(ObjectPlan @object)
    {
        var required = @object.Properties.Where(property => property.IsRequired).ToList();
        var possible = @object.Properties.Count(property => property.Tree.Height != Plan.Never);
        if (required.Count > @object.MaxProperties || @object.MinProperties > @object.MaxProperties
            || (!@object.HasFree && possible < @object.MinProperties))
        {
            return Plan.Never;
        }

        var height = required.Select(property => Deeper(property.Tree.Height)).DefaultIfEmpty(0).Max();
        return @object.MinProperties > required.Count && height != Plan.Never ? Math.Max(height, 1) : height;
    }

    private static int Deeper(int height) => height == Plan.Never ? Plan.Never : height + 1;
}
