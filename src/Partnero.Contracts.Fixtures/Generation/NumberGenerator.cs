using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Draws numbers.</summary>
internal static class NumberGenerator
{
    private const decimal Widest = 1_000_000_000_000;
    private const int MaxDecimals = 12;

    private static readonly double[] Odd = [0.0, -0.0, 1e-5, 0.1 + 0.2, 1e15, 1e16, 1e17, -1.5e-10, 123456789.12345678, 4.35, 1.005];

    public static PhpValue Draw(ValueGenerator generator, NumberLimits limits, JsonTypes type)
    {
        if (limits.Steps.Count > 0)
            return Multiple(generator, limits, type);
        if (type == JsonTypes.Integer)
            return Integer(generator, limits);
        var drawn = generator.Style.IsUsual ? Usual(generator.Choices)
            : generator.Style.IsAdversarial && generator.Choices.OnceIn(2) ? Edge(generator.Choices, limits)
            : Amount(generator.Choices);
        // A type that asks for a fraction alone does not exist; a whole number is a number too.
        return Math.Abs(drawn) < 7e27 && limits.Contains(JsonValues.Number(drawn)!.Value) ? drawn : Between(generator.Choices, limits);
    }

    /// <summary>Two decimals, and not a whole number.</summary>
    private static double Usual(Choices choices) => ((1 + choices.Below(5000)) * 100 + 1 + choices.Below(99)) / 100.0;

    /// <summary>Two decimals as a rule; whole ones, three decimals, and the tails of float products too.</summary>
    private static double Amount(Choices choices) => choices.Below(10) switch
    {
        < 6 => (1 + choices.Below(500_000)) / 100.0,
        < 8 => 1 + choices.Below(5_000),
        8 => (1 + choices.Below(5_000_000)) / 1000.0,
        _ => (1 + choices.Below(500_000)) / 100.0 * 0.3,
    };

    private static double Edge(Choices choices, NumberLimits limits)
    {
        var edges = new List<double>(Odd);
        if (limits is { Low: { } low, IsLowOpen: false })
            edges.Add((double)low);
        if (limits is { High: { } high, IsHighOpen: false })
            edges.Add((double)high);
        return choices.Of(edges);
    }

    /// <summary>With as few decimals as the range needs, and then perhaps some more.</summary>
    private static PhpValue Between(Choices choices, NumberLimits limits)
    {
        var low = Math.Max(limits.Low ?? -Widest, -Widest * 1000);
        var high = Math.Min(limits.High ?? Widest, Widest * 1000);
        if (low > high)
            (low, high) = limits.Low is { } least ? (least, least + Widest) : (limits.High!.Value - Widest, limits.High.Value);
        var extra = choices.Below(3);
        var scale = 1m;
        for (var decimals = 0; decimals <= MaxDecimals; decimals++, scale *= 10)
        {
            var (first, last) = (Math.Ceiling(low * scale), Math.Floor(high * scale));
            if (limits.IsLowOpen && first == low * scale)
                first++;
            if (limits.IsHighOpen && last == high * scale)
                last--;
            if (first > last || (extra-- > 0 && decimals < MaxDecimals && scale * Math.Max(Math.Abs(low), Math.Abs(high)) < 1e15m))
                continue;
            return (double)((first + choices.Below((ulong)Math.Min(last - first, 1e15m) + 1)) / scale);
        }

        return (double)low;
    }

    private static PhpValue Integer(ValueGenerator generator, NumberLimits limits)
    {
        var (low, high) = limits.Multiples(1);
        if (generator.Style is { IsAdversarial: true, IsUsual: false } && generator.Choices.OnceIn(4))
            return (long)generator.Choices.Of([low, high]);
        return (long)Pick(generator.Choices, low, high);
    }

    private static PhpValue Multiple(ValueGenerator generator, NumberLimits limits, JsonTypes type)
    {
        var step = limits.Steps[0];
        var (low, high) = limits.Multiples(step);
        var value = Pick(generator.Choices, low, high) * step;
        return type == JsonTypes.Integer && value == Math.Truncate(value) && Math.Abs(value) < long.MaxValue ? (long)value : (double)value;
    }

    /// <summary>Mostly near to zero, or to the end that is nearest to it.</summary>
    private static decimal Pick(Choices choices, decimal low, decimal high)
    {
        var range = choices.Below(3) switch { 0 => 10m, 1 => 1000m, _ => 1e12m };
        var from = Math.Clamp(0, low, high);
        var up = Math.Min(high - from, range);
        var down = Math.Min(from - low, range);
        var distance = (decimal)choices.Below((ulong)(up + down) + 1);
        return distance <= up ? from + distance : from - (distance - up);
    }
}
