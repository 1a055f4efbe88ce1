namespace Partnero.Contracts.Testing.Drawing;

/// <summary>Draws names of properties that nothing names.</summary>
internal static class NameDrawer
{
    private static readonly string[] Usual = ["plan", "größe", "source/medium", "note", "campaign", "segment", "account id", "Straße", "utm_term", "référence"];

    private static readonly string[] Odd =
        ["", "10", "0", "-1", "__proto__", "constructor", "toString", "a.b", "a/b", "größe/№", "$type", "$ref", "\"quoted\"", "\\", "日本", "😀", " ", "\t", "id", "ID", "null", "hasOwnProperty", "length"];

    public static string Draw(ValueDrawer drawer, Plan plan, int position)
    {
        if (plan.Objects.Names is { } names && drawer.Draw(names, "name", int.MaxValue / 2) is PhpString drawn)
            return drawn.ToString();
        if (plan.Objects.Patterns.Count > 0 && (plan.Objects.Free.Height == Plan.Never || drawer.Choices.Below(2) == 0))
            return PatternDrawer.Draw(drawer.Choices, drawer.Choices.Of(plan.Objects.Patterns), plan.Location, drawer.Attempt, adversarial: drawer.Style.IsAdversarial);
        if (drawer.Style.IsUsual)
            return position < Usual.Length ? Usual[position] : $"note_{position}";
        var pool = drawer.Style.IsAdversarial ? Odd : Usual;
        var chosen = drawer.Choices.Below(pool.Length + 1);
        return chosen < pool.Length ? pool[chosen] : $"note_{drawer.Choices.Below(1000)}";
    }
}
