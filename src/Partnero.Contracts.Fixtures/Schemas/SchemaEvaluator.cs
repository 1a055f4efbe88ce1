using System.Globalization;
using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Says whether a value is valid, by every keyword of draft-07; and if not, each constraint that it breaks.</summary>
/// <remarks>What fits no branch of a union breaks the union, and not each constraint of each branch.</remarks>
internal sealed class SchemaEvaluator
{
    private List<SchemaViolation>? _violations;
    private HashSet<(Schema, PhpValue)>? _open;

    private SchemaEvaluator(List<SchemaViolation>? violations) => _violations = violations;

    public static bool IsValid(Schema schema, PhpValue value) => new SchemaEvaluator(null).Check(schema, value, null);

    /// <summary>All constraints that a value breaks; those that are the same to a reader of the value, once.</summary>
    public static IReadOnlyList<SchemaViolation> Violations(Schema schema, PhpValue value)
    {
        var violations = new List<SchemaViolation>();
        new SchemaEvaluator(violations).Check(schema, value, null);
        return [.. violations.DistinctBy(violation => (violation.Pointer, violation.Keyword, violation.Name))];
    }

    private bool Check(Schema schema, PhpValue value, ValuePath? at)
    {
        if (schema.Constant is { } constant)
            return constant || Break(schema, at, "false schema");

        // A schema that leads back to itself without a step into the value says nothing more.
        if (schema.Ref is not null)
        {
            _open ??= new(ReferencePairs.Instance);
            if (!_open.Add((schema, value)))
                return true;
            var isRight = Check(schema.Ref, value, at);
            _open.Remove((schema, value));
            return isRight;
        }

        var type = JsonValues.TypeOf(value);
        var isValid = CheckValue(schema, value, type, at);
        if (!isValid && _violations is null)
            return false;
        isValid &= type switch
        {
            JsonTypes.Integer or JsonTypes.Fraction => CheckNumber(schema, value, at),
            JsonTypes.String => CheckText(schema, (PhpString)value, at),
            JsonTypes.Array => CheckArray(schema, (PhpArray)value, at),
            JsonTypes.Object => CheckObject(schema, value, at),
            _ => true,
        };
        return (isValid || _violations is not null) && CheckCombinations(schema, value, at) && isValid;
    }

    /// <summary>Whether a value is valid, whatever it breaks.</summary>
    private bool Holds(Schema schema, PhpValue value)
    {
        var violations = _violations;
        _violations = null;
        var isValid = Check(schema, value, null);
        _violations = violations;
        return isValid;
    }

    private bool CheckValue(Schema schema, PhpValue value, JsonTypes type, ValuePath? at)
    {
        var isValid = (schema.Types & type) != 0 || Break(schema, at, "type");
        if (schema.Enum is { } values)
            isValid &= values.Any(item => JsonValues.AreEqual(item, value)) || Break(schema, at, "enum");
        if (schema.Const is { } only)
            isValid &= JsonValues.AreEqual(only, value) || Break(schema, at, "const");
        return isValid;
    }

    private bool CheckNumber(Schema schema, PhpValue value, ValuePath? at)
    {
        if (schema is { Minimum: null, Maximum: null, ExclusiveMinimum: null, ExclusiveMaximum: null, MultipleOf: null })
            return true;
        var number = JsonValues.Number(value);
        var isHuge = value is PhpFloat { Value: > 0 };
        var isValid = true;
        if (schema.Minimum is { } minimum)
            isValid &= (number is { } n ? n >= minimum : isHuge) || Break(schema, at, "minimum");
        if (schema.Maximum is { } maximum)
            isValid &= (number is { } n ? n <= maximum : !isHuge) || Break(schema, at, "maximum");
        if (schema.ExclusiveMinimum is { } above)
            isValid &= (number is { } n ? n > above : isHuge) || Break(schema, at, "exclusiveMinimum");
        if (schema.ExclusiveMaximum is { } below)
            isValid &= (number is { } n ? n < below : !isHuge) || Break(schema, at, "exclusiveMaximum");
        if (schema.MultipleOf is { } step)
            isValid &= IsMultiple(number, step) || Break(schema, at, "multipleOf");
        return isValid;
    }

    /// <summary>By exact decimals, and by the division of doubles as many validators do it: where they differ, a value is not called valid.</summary>
    private static bool IsMultiple(decimal? number, decimal step) =>
        number is { } n && n % step == 0 && double.IsInteger((double)n / (double)step);

    private bool CheckText(Schema schema, PhpString value, ValuePath? at)
    {
        if (schema is { MinLength: null, MaxLength: null, PatternRegex: null, Format: null })
            return true;
        var text = value.ToString();
        var isValid = true;
        if (schema.MinLength is not null || schema.MaxLength is not null)
        {
            // In characters, as draft-07 has it, and not in UTF-16 units.
            var characters = text.EnumerateRunes().Count();
            isValid &= schema.MinLength is not { } least || characters >= least || Break(schema, at, "minLength");
            isValid &= schema.MaxLength is not { } most || characters <= most || Break(schema, at, "maxLength");
        }

        if (schema.PatternRegex is { } pattern)
            isValid &= IsMatch(pattern, text) || Break(schema, at, "pattern");
        if (schema.Format is { } format)
            isValid &= JsonFormats.IsValid(format, text) || Break(schema, at, "format");
        return isValid;
    }

    private static bool IsMatch(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A pattern that takes for ever on a text finds nothing in it.
            return false;
        }
    }

    private bool CheckArray(Schema schema, PhpArray array, ValuePath? at)
    {
        var isValid = schema.MinItems is not { } least || array.Count >= least || Break(schema, at, "minItems");
        isValid &= schema.MaxItems is not { } most || array.Count <= most || Break(schema, at, "maxItems");
        isValid &= !schema.UniqueItems || IsDistinct(array) || Break(schema, at, "uniqueItems");
        isValid &= schema.Contains is not { } wanted || Contains(array, wanted) || Break(schema, at, "contains");
        if (schema is { TupleItems: { } first, AdditionalItems.Constant: false } && array.Count > first.Length)
            isValid &= Break(schema, at, "additionalItems");
        for (var i = 0; i < array.Count && (isValid || _violations is not null); i++)
        {
            if (schema.OfItem(i) is { } item && !(schema.TupleItems is not null && item is { Constant: false } && ReferenceEquals(item, schema.AdditionalItems)))
                isValid &= Check(item, array[i].Value, Deeper(at, i.ToString(CultureInfo.InvariantCulture)));
        }

        return isValid;
    }

    private bool Contains(PhpArray array, Schema wanted)
    {
        foreach (var entry in array)
        {
            if (Holds(wanted, entry.Value))
                return true;
        }

        return false;
    }

    private static bool IsDistinct(PhpArray array)
    {
        for (var i = 0; i < array.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (JsonValues.AreEqual(array[i].Value, array[j].Value))
                    return false;
            }
        }

        return true;
    }

    private bool CheckObject(Schema schema, PhpValue value, ValuePath? at)
    {
        var entries = JsonValues.Entries(value);
        var isValid = schema.MinProperties is not { } least || entries.Length >= least || Break(schema, at, "minProperties");
        isValid &= schema.MaxProperties is not { } most || entries.Length <= most || Break(schema, at, "maxProperties");
        foreach (var name in schema.Required)
            isValid &= Has(value, name) || Break(schema, at, "required", name);
        foreach (var (name, wants) in schema.NameDependencies)
            isValid &= !Has(value, name) || wants.All(want => Has(value, want)) || Break(schema, at, "dependencies", name);
        foreach (var (name, dependent) in schema.SchemaDependencies)
            isValid &= !Has(value, name) || Check(dependent, value, at);
        if (!isValid && _violations is null)
            return false;

        foreach (var entry in entries)
        {
            var name = entry.Key.ToString();
            if (schema.PropertyNames is { } names)
                isValid &= Holds(names, name) || Break(schema, at, "propertyNames", name);
            isValid &= CheckProperty(schema, name, entry.Value, at);
            if (!isValid && _violations is null)
                return false;
        }

        return isValid;
    }

    private bool CheckProperty(Schema schema, string name, PhpValue value, ValuePath? at)
    {
        if (schema.AdditionalProperties is { Constant: false } && !schema.Describes(name))
            return Break(schema, at, "additionalProperties", name);
        var isValid = true;
        foreach (var property in schema.OfProperty(name))
            isValid &= Check(property, value, Deeper(at, name));
        return isValid;
    }

    private bool CheckCombinations(Schema schema, PhpValue value, ValuePath? at)
    {
        var isValid = true;
        foreach (var part in schema.AllOf)
            isValid &= Check(part, value, at);
        if (schema.AnyOf is { } any)
            isValid &= any.Any(branch => Holds(branch, value)) || Break(schema, at, "anyOf");
        if (schema.OneOf is { } one)
            isValid &= one.Count(branch => Holds(branch, value)) == 1 || Break(schema, at, "oneOf");
        if (schema.Not is { } not)
            isValid &= !Holds(not, value) || Break(schema, at, "not");
        if (schema.If is { } condition && (Holds(condition, value) ? schema.Then : schema.Else) is { } consequence)
            isValid &= Check(consequence, value, at);
        return isValid;
    }

    private static bool Has(PhpValue value, string name) => PhpEntries.IndexOf(JsonValues.Entries(value), PhpKey.Of(name)) >= 0;

    private ValuePath? Deeper(ValuePath? at, string token) => _violations is null ? null : new ValuePath(at, token);

    private bool Break(Schema schema, ValuePath? at, string keyword, string? name = null)
    {
        _violations?.Add(new SchemaViolation(ValuePath.Pointer(at), keyword, name, schema.Location));
        return false;
    }

    private sealed class ReferencePairs : IEqualityComparer<(Schema Schema, PhpValue Value)>
    {
        public static readonly ReferencePairs Instance = new();

        public bool Equals((Schema Schema, PhpValue Value) one, (Schema Schema, PhpValue Value) other) =>
            ReferenceEquals(one.Schema, other.Schema) && ReferenceEquals(one.Value, other.Value);

        public int GetHashCode((Schema Schema, PhpValue Value) pair) =>
            HashCode.Combine(pair.Schema.Id, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Value));
    }
}
