using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Drawing;

/// <summary>Draws numbers.</summary>
internal static class NumberDrawer
{
    private const decimal Widest = 1_000_000_000_000;
    private const int MostDecimals = 12;

    private static readonly double[] Odd = [0.0, -0.0, 1e-5, 0.1 + 0.2, 1e15, 1e16, 1e17, -1.5e-10, 123456789.12345678, 4.35, 1.005];

    public static PhpValue Draw(ValueDrawer drawer, NumberLimits limits, JsonTypes type)
    {
        if (limits.Steps.Count > 0)
            return Multiple(drawer, limits, type);
        if (type == JsonTypes.Integer)
            return Integer(drawer, limits);
        var drawn = drawer.Style.IsUsual ? Usual(drawer.Choices)
            : drawer.Style.IsAdversarial && drawer.Choices.OnceIn(2) ? Edge(drawer.Choices, limits)
            : Amount(drawer.Choices);
        // A type that asks for a fraction alone does not exist; a whole number is a number too.
        return Math.Abs(drawn) < 7e27 && limits.Contains(JsonValues.Number(drawn)!.Value) ? drawn : Between(drawer.Choices, limits);
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
        for (var decimals = 0; decimals <= MostDecimals; decimals++, scale *= 10)
        {
            var (first, last) = (Math.Ceiling(low * scale), Math.Floor(high * scale));
            if (limits.IsLowOpen && first == low * scale)
                first++;
            if (limits.IsHighOpen && last == high * scale)
                last--;
            if (first > last || (extra-- > 0 && decimals < MostDecimals && scale * Math.Max(Math.Abs(low), Math.Abs(high)) < 1e15m))
                continue;
            return (double)((first + choices.Below((ulong)Math.Min(last - first, 1e15m) + 1)) / scale);
        }

        return (double)low;
    }

    private static PhpValue Integer(ValueDrawer drawer, NumberLimits limits)
    {
        var (low, high) = limits.Multiples(1);
        if (drawer.Style is { IsAdversarial: true, IsUsual: false } && drawer.Choices.OnceIn(4))
            return (long)drawer.Choices.Of([low, high]);
        return (long)Pick(drawer.Choices, low, high);
    }

    private static PhpValue Multiple(ValueDrawer drawer, NumberLimits limits, JsonTypes type)
    {
        var step = limits.Steps[0];
        var (low, high) = limits.Multiples(step);
        var value = Pick(drawer.Choices, low, high) * step;
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
