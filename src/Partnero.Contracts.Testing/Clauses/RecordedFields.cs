using System.Globalization;
using System.Text.Json;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Compares what a consumer recorded with what was sent: fields named as in the payload, text as it is, numbers by value.</summary>
internal static class RecordedFields
{
    /// <summary>Half a cent: rounding an amount to cents is sound.</summary>
    private const double Tolerance = 0.005;

    /// <summary>Compares the effects of deliveries, in the fields that the consumer records.</summary>
    /// <param name="run">The clause's run.</param>
    /// <param name="deliveries">What was sent, and has taken effect.</param>
    /// <param name="fields">The fields to compare, of each event.</param>
    /// <param name="plain">Makes a payload plain: what the consumer records of that, it records of any.</param>
    /// <param name="cancellationToken">Stops the clause.</param>
    public static async Task<ClauseFinding> CompareAsync(
        ClauseRun run, IReadOnlyList<WebhookDelivery> deliveries, Func<string, string[]> fields, Func<string, PhpArray, PhpArray> plain, CancellationToken cancellationToken)
    {
        var compared = 0;
        var recordedOf = new Dictionary<string, HashSet<string>>();
        foreach (var name in deliveries.Select(delivery => delivery.Event).Distinct().Where(run.Baseline.Effective.Contains))
            recordedOf[name] = await FindRecordedAsync(run, name, plain, cancellationToken).ConfigureAwait(false);
        foreach (var delivery in deliveries.Where(delivery => run.Baseline.Effective.Contains(delivery.Event)))
        {
            foreach (var effect in await run.Effects.FindAsync(delivery, cancellationToken).ConfigureAwait(false))
            {
                foreach (var field in fields(delivery.Event))
                {
                    var isThere = effect.Fields.TryGetValue(field, out var recorded) && recorded is not (null or JsonElement { ValueKind: JsonValueKind.Null });
                    if (delivery.Data[field] is not { } sent || !(isThere || recordedOf[delivery.Event].Contains(field)))
                        continue;
                    compared++;
                    if (!isThere || !IsSame(sent, recorded!))
                        return ClauseFinding.Broken(delivery, $"{field} {PhpJson.Text(sent)}", isThere ? $"{field} {Show(recorded!)}" : $"no {field}");
                }
            }
        }

        return compared > 0
            ? ClauseFinding.Kept
            : ClauseFinding.NotExercised($"No effect that the consumer recorded holds {string.Join(" or ", recordedOf.Keys.SelectMany(fields).Distinct())}. Have WebhookConsumer.Effects answer objects with the payload's own fields.");
    }

    /// <summary>The fields that the consumer records of a plain delivery.</summary>
    private static async Task<HashSet<string>> FindRecordedAsync(ClauseRun run, string name, Func<string, PhpArray, PhpArray> plain, CancellationToken cancellationToken)
    {
        var delivery = await run.PrepareAsync(name, cancellationToken, data => plain(name, data)).ConfigureAwait(false);
        await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        await run.Effects.WaitForAsync(delivery, cancellationToken).ConfigureAwait(false);
        return
        [
            .. (await run.Effects.FindAsync(delivery, cancellationToken).ConfigureAwait(false))
                .SelectMany(effect => effect.Fields)
                .Where(field => field.Value is not (null or JsonElement { ValueKind: JsonValueKind.Null }))
                .Select(field => field.Key),
        ];
    }

    private static string Show(object recorded) => recorded is JsonElement element ? element.GetRawText() : JsonSerializer.Serialize(recorded);

    private static bool IsSame(PhpValue sent, object recorded) => sent switch
    {
        PhpString text => Text(recorded) == text.ToString(),
        PhpFloat number => Number(recorded) is { } value && Math.Abs(value - number.Value) <= Tolerance + 1e-9,
        PhpInteger number => Number(recorded) is { } value && Math.Abs(value - number.Value) <= Tolerance + 1e-9,
        _ => true,
    };

    private static string? Text(object recorded) => recorded switch
    {
        JsonElement { ValueKind: JsonValueKind.String } element => TextOf(element),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => recorded.ToString(),
    };

    /// <summary>A text that a consumer broke may be none any more, such as half of a surrogate pair: it is like none that was sent.</summary>
    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static double? Number(object recorded) =>
        double.TryParse(Text(recorded), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
