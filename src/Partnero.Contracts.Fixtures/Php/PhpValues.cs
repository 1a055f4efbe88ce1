using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Partnero.Contracts.Testing.Php;

/// <summary>JSON as the values that PHP would hold.</summary>
internal static class PhpValues
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a value: lists as lists, objects as objects, whole numbers of 64 bits as integers, others as floats.</summary>
    public static PhpValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => PhpValue.Null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? (PhpValue)integer : element.GetDouble(),
        JsonValueKind.Array => PhpArray.List(element.EnumerateArray().Select(Of)),
        _ => PhpObject.Of(element.EnumerateObject().Select(member => (member.Name, Of(member.Value)))),
    };

    /// <summary>The name that a value gives to an entity: a text, or a whole number as its digits; null if it gives none.</summary>
    public static string? Name(PhpValue? value) => value switch
    {
        PhpString text => text.ToString(),
        PhpInteger number => number.Value.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The same of a node; a number that was made from a <c>double</c>, <c>float</c> or <c>decimal</c> is a float, also where it is whole.</summary>
    /// <exception cref="ArgumentException">A text has half of a surrogate pair, which no UTF-8 can hold.</exception>
    public static PhpValue Of(JsonNode? node) => node switch
    {
        null => PhpValue.Null,
        JsonArray list => PhpArray.List(list.Select(Of)),
        JsonObject properties => PhpObject.Of(properties.Select(property => (property.Key, Of(property.Value)))),
        JsonValue value => Of(value),
        _ => throw new ArgumentException($"{node.GetType()} is no kind of JsonNode that can be written.", nameof(node)),
    };

    private static PhpValue Of(JsonValue value)
    {
        if (value.TryGetValue<JsonElement>(out var element))
            return Of(element);
        if (value.TryGetValue<string>(out var text))
            return new PhpString(Strict.GetBytes(text));
        if (value.TryGetValue<double>(out var number) || (value.TryGetValue<float>(out var single) && Widened(single, out number))
            || (value.TryGetValue<decimal>(out var amount) && Widened(amount, out number)))
            return number;
        return Of(JsonSerializer.SerializeToElement(value));
    }

    private static bool Widened(float single, out double number)
    {
        // By its digits: 0.1f is 0.1, not 0.10000000149011612.
        number = double.Parse(single.ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
        return true;
    }

    private static bool Widened(decimal amount, out double number)
    {
        number = (double)amount;
        return true;
    }
}
