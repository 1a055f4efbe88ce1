using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>Numbers beyond a limit, by little and by much.</summary>
internal static class NumberBreaker
{
    public static IEnumerable<(PhpValue Value, string What)> Candidates(ConstraintSite site)
    {
        var schema = site.Schema;
        return site.Keyword switch
        {
            "minimum" => Beyond(schema.Minimum!.Value, -1),
            "maximum" => Beyond(schema.Maximum!.Value, 1),
            "exclusiveMinimum" => Beyond(schema.ExclusiveMinimum!.Value, -1).Prepend(Number(schema.ExclusiveMinimum.Value)),
            "exclusiveMaximum" => Beyond(schema.ExclusiveMaximum!.Value, 1).Prepend(Number(schema.ExclusiveMaximum.Value)),
            _ => Between(site, schema.MultipleOf!.Value),
        };
    }

    private static IEnumerable<(PhpValue Value, string What)> Beyond(decimal limit, int direction)
    {
        foreach (var by in new[] { 1m, 0.5m, 0.01m, 1000m, 100m, 10m, 12m, 60m })
            yield return Number(limit + (direction * by));
        yield return Number(limit + (direction * Math.Max(1m, Math.Abs(limit))));
    }

    /// <summary>By exact decimals: what only a division of doubles finds is no fault to every validator.</summary>
    private static IEnumerable<(PhpValue Value, string What)> Between(ConstraintSite site, decimal step)
    {
        var value = JsonValues.Number(site.Value) ?? 0;
        decimal[] distances = [step / 2, step / 3, step / 4, step / 1.6m, 1];
        return distances.SelectMany(distance => new[] { value + distance, value - distance }).Where(other => other % step != 0).Select(Number);
    }

    private static (PhpValue Value, string What) Number(decimal value)
    {
        PhpValue number = value == Math.Truncate(value) && Math.Abs(value) < long.MaxValue ? (long)value : (double)value;
        return (number, ConstraintBreaker.Json(number));
    }
}
