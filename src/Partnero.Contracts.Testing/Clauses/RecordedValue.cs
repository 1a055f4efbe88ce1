using System.Globalization;
using System.Text.Json;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>A value as an effects probe tells it: a JSON value, or one of .NET's own.</summary>
internal static class RecordedValue
{
    /// <summary>Half a cent, with what binary floats lose of it: rounding an amount to cents is sound.</summary>
    public const double Tolerance = 0.005 + 1e-9;

    /// <summary>Whether something is recorded, and not null.</summary>
    public static bool IsThere(object? recorded) => recorded is not (null or JsonElement { ValueKind: JsonValueKind.Null });

    /// <summary>For messages.</summary>
    public static string Show(object recorded) => recorded is JsonElement element ? element.GetRawText() : JsonSerializer.Serialize(recorded);

    /// <summary>The value as text. A text that a consumer broke may be none any more, such as half of a surrogate pair: it is like none that was sent.</summary>
    public static string? Text(object recorded)
    {
        try
        {
            return recorded switch
            {
                JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => recorded.ToString(),
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The value as a number; null where it is not one.</summary>
    public static double? Number(object recorded) =>
        double.TryParse(Text(recorded), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
