using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Partnero.Contracts.Testing.Session;

/// <summary>What a consumer holds of an entity at a moment, under names of its own: nothing is known of it but the values in it.</summary>
internal sealed class StoredState
{
    private static readonly JsonSerializerOptions Options = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles };

    /// <summary>How many of what is stored an amount of one is: it is stored as it came, in cents, or in thousandths.</summary>
    public static readonly double[] Units = [1, 100, 1000];

    private readonly JsonElement _json;

    private StoredState(JsonElement json) => _json = json;

    /// <summary>Nothing.</summary>
    public static StoredState None { get; } = new(JsonSerializer.SerializeToElement<object?>(null));

    /// <summary>Whether there is nothing of the entity.</summary>
    public bool IsNone => _json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <exception cref="Exception">It cannot be written as JSON: whatever the serializer throws.</exception>
    public static StoredState Of(object? told) => told is null ? None : new StoredState(told as JsonElement? ?? JsonSerializer.SerializeToElement(told, told.GetType(), Options));

    /// <summary>Whether a text is in it, as a value or as a part of one, in any case of letters.</summary>
    public bool Shows(string text) => Leaves(_json).Any(leaf => leaf.ValueKind == JsonValueKind.String && Text(leaf).Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an amount is in it, in units, cents or thousandths, as a number or as text.</summary>
    public bool Shows(double amount) => Numbers().Any(number => Units.Any(unit => Math.Abs(number.Value - (amount * unit)) < 0.5 * (unit == 1 ? 0.01 : 1)));

    /// <summary>The numbers in it, by where they stand; of a list, how many there are.</summary>
    public IEnumerable<KeyValuePair<string, double>> Numbers() => Numbers(_json, "");

    /// <summary>Whether a text is a value in it, in any case of letters.</summary>
    public bool Holds(string text) => Leaves(_json).Any(leaf => leaf.ValueKind == JsonValueKind.String && Text(leaf).Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it holds the same as another.</summary>
    public bool IsSame(StoredState other) => JsonElement.DeepEquals(_json, other._json);

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "nothing" : _json.GetRawText() is { Length: > 300 } text ? text[..300] + "…" : _json.GetRawText();

    private static IEnumerable<JsonElement> Leaves(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Leaves(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Leaves),
        _ => [json],
    };

    private static IEnumerable<KeyValuePair<string, double>> Numbers(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Numbers(member.Value, $"{path}/{member.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, index) => Numbers(item, $"{path}/{index.ToString(CultureInfo.InvariantCulture)}")).Prepend(new(path, json.GetArrayLength())),
        JsonValueKind.Number => [new(path, json.GetDouble())],
        JsonValueKind.String when double.TryParse(Text(json), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => [new(path, number)],
        _ => [],
    };

    /// <summary>Text that a consumer broke, such as half of a surrogate pair, is like none that was sent.</summary>
    private static string Text(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
