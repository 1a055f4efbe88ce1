using Partnero.Contracts.Testing.Php;
namespace Partnero.Contracts.Testing.Generation;

/// <summary>Draws names of properties that nothing names.</summary>
internal static class NameGenerator
{
    private static readonly string[] Usual = ["plan", "größe", "source/medium", "note", "campaign", "segment", "account id", "Straße", "utm_term", "référence"];

    private static readonly string[] Odd =
        ["", "10", "0", "-1", "__proto__", "constructor", "toString", "a.b", "a/b", "größe/№", "$type", "$ref", "\"quoted\"", "\\", "日本", "😀", " ", "\t", "id", "ID", "null", "hasOwnProperty", "length"];

    public static string Draw(ValueGenerator generator, Plan plan, int position)
    {
        if (plan.Objects.Names is { } names && generator.Draw(names, "name", int.MaxValue / 2) is PhpString drawn)
            return drawn.ToString();
        if (plan.Objects.Patterns.Count > 0 && (plan.Objects.Free.Height == Plan.Never || generator.Choices.Below(2) == 0))
            return PatternGenerator.Draw(generator.Choices, generator.Choices.Of(plan.Objects.Patterns), plan.Location, generator.Attempt, adversarial: generator.Style.IsAdversarial);
        if (generator.Style.IsUsual)
            return position < Usual.Length ? Usual[position] : $"note_{position}";
        var pool = generator.Style.IsAdversarial ? Odd : Usual;
        var chosen = generator.Choices.Below(pool.Length + 1);
        return chosen < pool.Length ? pool[chosen] : $"note_{generator.Choices.Below(1000)}";
    }
}
