using System.Globalization;
using System.Text.Json;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Compares what a consumer recorded with what was sent: fields named as in the payload, text as it is, numbers by value.</summary>
internal static class RecordedFields
{
    /// <summary>Half a cent: rounding an amount to cents is sound.</summary>
    private const double Tolerance = 0.005;

    /// <summary>Compares the effects of deliveries, in the fields that were recorded.</summary>
    public static async Task<ClauseFinding> CompareAsync(
        ClauseRun run, IReadOnlyList<WebhookDelivery> deliveries, string[] fields, CancellationToken cancellationToken)
    {
        var compared = 0;
        foreach (var delivery in deliveries.Where(delivery => run.Control.Effective.Contains(delivery.Event)))
        {
            foreach (var effect in await run.Effects.FindAsync(delivery, cancellationToken).ConfigureAwait(false))
            {
                foreach (var field in fields)
                {
                    if (delivery.Data[field] is not { } sent || !effect.Fields.TryGetValue(field, out var recorded) || recorded is null)
                        continue;
                    compared++;
                    if (!IsSame(sent, recorded))
                        return ClauseFinding.Broken(delivery, $"{field} {PhpJson.Text(sent)}", $"{field} {JsonSerializer.Serialize(recorded)}");
                }
            }
        }

        return compared > 0
            ? ClauseFinding.Kept
            : ClauseFinding.NotExercised($"No effect that the consumer recorded holds {string.Join(", ", fields[..^1])}{(fields.Length > 1 ? " or " : "")}{fields[^1]}. Have WebhookConsumer.Effects (--effects-url) answer objects with the payload's own fields.");
    }

    private static bool IsSame(PhpValue sent, object recorded) => sent switch
    {
        PhpString text => Text(recorded) == text.ToString(),
        PhpFloat number => Number(recorded) is { } value && Math.Abs(value - number.Value) <= Tolerance + 1e-9,
        PhpInteger number => Number(recorded) is { } value && Math.Abs(value - number.Value) <= Tolerance + 1e-9,
        _ => true,
    };

    private static string? Text(object recorded) => recorded switch
    {
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => recorded.ToString(),
    };

    private static double? Number(object recorded) =>
        double.TryParse(Text(recorded), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
