using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>Breaks one constraint of a valid value, and no other.</summary>
internal static class ConstraintBreaker
{
    /// <param name="schema">The schema of the whole value.</param>
    /// <param name="value">A valid value.</param>
    /// <param name="site">The constraint.</param>
    /// <param name="choices">Which of the ways to break it is taken.</param>
    /// <param name="drawn">Draws a value that satisfies some schemas, for constraints that forbid one.</param>
    /// <returns>The value with the one fault and what was done; null where the constraint cannot be broken without another.</returns>
    public static (PhpValue Value, string What)? Break(Schema schema, PhpValue value, ConstraintSite site, Choices choices, Func<Schema[], PhpValue?> drawn)
    {
        var changes = Candidates(site, drawn).ToList();
        var first = choices.Below(Math.Max(changes.Count, 1));
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, what) = changes[(first + i) % changes.Count];
            var broken = site.Path.Length == 0 ? change : PhpTree.Set(value, site.Path, change);
            if (IsBrokenAlone(schema, broken, site))
                return (broken, what);
        }

        return null;
    }

    /// <summary>Whether a value breaks the constraint, and nothing else.</summary>
    public static bool IsBrokenAlone(Schema schema, PhpValue value, ConstraintSite site) =>
        SchemaEvaluator.Violations(schema, value) is [var only] && only.Pointer == site.Pointer && only.Keyword == site.Keyword && only.Name == (site.Name ?? (site.Keyword is "additionalProperties" or "propertyNames" ? only.Name : null));

    /// <summary>To go beyond a limit that is higher than this would make a delivery that no sender sends.</summary>
    private const int HighestLimit = 20_000;

    private static IEnumerable<(PhpValue Value, string What)> Candidates(ConstraintSite site, Func<Schema[], PhpValue?> drawn) => site.Keyword switch
    {
        "maxLength" when site.Schema.MaxLength > HighestLimit => [],
        "maxItems" when site.Schema.MaxItems > HighestLimit => [],
        "maxProperties" when site.Schema.MaxProperties > HighestLimit => [],
        "type" => OfOtherTypes(site),
        "enum" or "const" => Unlisted(site),
        "anyOf" or "oneOf" => OfNoBranch(site),
        "not" => drawn([site.Schema.Not!, site.Schema.WithoutNot()]) is { } forbidden ? [(forbidden, $"{Json(forbidden)}, which is what it must not be")] : [],
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" => NumberBreaker.Candidates(site),
        "minLength" or "maxLength" or "pattern" or "format" => TextBreaker.Candidates(site),
        "minItems" or "maxItems" or "uniqueItems" or "contains" or "additionalItems" => ListBreaker.Candidates(site, drawn),
        _ => ObjectBreaker.Candidates(site, drawn),
    };

    /// <summary>One of each type, the likeliest mistakes first.</summary>
    internal static IEnumerable<(PhpValue Value, string What)> OfOtherTypes(ConstraintSite site)
    {
        PhpValue[] others = [7L, "text", PhpValue.Null, true, PhpArray.List(["text"]), PhpObject.Of(("name", "text")), 1.5, PhpArray.Empty];
        foreach (var other in others.Where(other => (JsonValues.TypeOf(other) & site.Schema.Types) == 0))
            yield return (other, $"{Json(other)} in place of {Json(site.Value)}");
    }

    private static IEnumerable<(PhpValue Value, string What)> Unlisted(ConstraintSite site)
    {
        PhpValue[] others = site.Value switch
        {
            PhpString text => [text + "_other", "unlisted", ""],
            PhpInteger number => [number.Value + 1000, number.Value - 1, number.Value + 1],
            PhpFloat number => [number.Value + 1000.5, number.Value - 0.5],
            PhpBoolean boolean => [!boolean.Value],
            _ => [],
        };
        return others.Concat(["unlisted", 1234567L, PhpValue.Null, true]).Select(other => (other, $"{Json(other)}, which is not listed, in place of {Json(site.Value)}"));
    }

    private static IEnumerable<(PhpValue Value, string What)> OfNoBranch(ConstraintSite site)
    {
        foreach (var branch in site.Schema.AnyOf ?? site.Schema.OneOf!)
        {
            // Near misses first: what fits a branch but for one constraint.
            foreach (var inner in SchemaEvaluator.IsValid(branch, site.Value) ? ConstraintSites.Of(branch, site.Value) : [])
            {
                foreach (var (change, what) in inner.Keyword is "anyOf" or "oneOf" or "not" ? [] : Candidates(inner, _ => null))
                    yield return (inner.Path.Length == 0 ? change : PhpTree.Set(site.Value, inner.Path, change), $"{what} ({inner.Keyword}{(inner.Path.Length > 0 ? " at " + inner.Pointer : "")}), so that it fits no branch");
            }
        }

        PhpValue[] others = [7L, 1.5, "", "text", true, PhpValue.Null, PhpArray.Empty, PhpArray.List([PhpArray.Empty]), PhpObject.Empty];
        foreach (var other in others)
            yield return (other, $"{Json(other)}, which fits no branch, in place of {Json(site.Value)}");
    }

    /// <summary>A value in a sentence: not a whole payload.</summary>
    internal static string Json(PhpValue value)
    {
        var text = PhpJson.Text(value);
        return text.Length <= 60 ? text : text[..57] + "…";
    }
}
