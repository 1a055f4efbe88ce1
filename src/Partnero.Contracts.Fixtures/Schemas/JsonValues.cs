using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>The values that PHP holds, as JSON Schema sees them.</summary>
internal static class JsonValues
{
    public static JsonTypes TypeOf(PhpValue value) => value switch
    {
        PhpNull => JsonTypes.Null,
        PhpBoolean => JsonTypes.Boolean,
        PhpInteger => JsonTypes.Integer,
        PhpFloat number => double.IsInteger(number.Value) ? JsonTypes.Integer : JsonTypes.Fraction,
        PhpString => JsonTypes.String,
        PhpArray { IsList: true } => JsonTypes.Array,
        _ => JsonTypes.Object,
    };

    /// <summary>The entries of an array or an object; none of another value.</summary>
    public static ReadOnlySpan<KeyValuePair<PhpKey, PhpValue>> Entries(PhpValue value) => value switch
    {
        PhpArray array => array.Entries,
        PhpObject @object => @object.Entries,
        _ => [],
    };

    /// <summary>A number's value; null where it is beyond the numbers that schemas compare.</summary>
    public static decimal? Number(PhpValue value) => value switch
    {
        PhpInteger integer => integer.Value,
        // By its shortest digits, which are those that are written: 19.99 is 19.99.
        PhpFloat number when Math.Abs(number.Value) < 7.9e27 => decimal.Parse(number.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Whether two values are the same to JSON: 1 and 1.0 are, and so are objects of any order.</summary>
    public static bool AreEqual(PhpValue one, PhpValue other)
    {
        var type = TypeOf(one);
        if (type != TypeOf(other))
            return false;
        if ((type & JsonTypes.Number) != 0)
            return Number(one) is { } number ? number == Number(other) : one.Equals(other);
        if (type == JsonTypes.String)
            return one.Equals(other);
        if (type is not (JsonTypes.Array or JsonTypes.Object))
            return type != JsonTypes.Boolean || one.Equals(other);

        var entries = Entries(one);
        var others = Entries(other);
        if (entries.Length != others.Length)
            return false;
        for (var i = 0; i < entries.Length; i++)
        {
            var at = type == JsonTypes.Array ? i : PhpEntries.IndexOf(others, entries[i].Key);
            if (at < 0 || !AreEqual(entries[i].Value, others[at].Value))
                return false;
        }

        return true;
    }
}
