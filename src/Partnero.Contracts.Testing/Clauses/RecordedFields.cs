using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>
/// Compares what a consumer recorded with what was sent: fields named as in the payload, text as it is, numbers by value; or as it records a plain
/// delivery, such as in cents.
/// </summary>
internal static class RecordedFields
{
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
        var recordedOf = new Dictionary<string, (HashSet<string> Fields, RecordedMappings Mappings)>();
        foreach (var name in deliveries.Select(delivery => delivery.Event).Distinct().Where(run.Baseline.Effective.Contains))
        {
            var (delivery, effects) = await SendAsync(run, name, data => plain(name, data), cancellationToken).ConfigureAwait(false);
            recordedOf[name] = (FieldsOf(effects), new RecordedMappings());
            foreach (var effect in effects)
                recordedOf[name].Mappings.Learn(delivery.Data, effect);
        }

        foreach (var delivery in deliveries.Where(delivery => run.Baseline.Effective.Contains(delivery.Event)))
        {
            foreach (var effect in await run.Effects.FindAsync(delivery, cancellationToken).ConfigureAwait(false))
            {
                foreach (var field in fields(delivery.Event))
                {
                    var isThere = effect.Fields.TryGetValue(field, out var recorded) && RecordedValue.IsThere(recorded);
                    var plainly = recordedOf[delivery.Event];
                    if (delivery.Data[field] is not { } sent || !(isThere || plainly.Fields.Contains(field)))
                        continue;
                    compared++;
                    if (!isThere || !(plainly.Mappings.IsSame(field, sent, recorded!) ?? IsSame(sent, recorded!)))
                        return ClauseFinding.Broken(delivery, $"{field} {PhpJson.Text(sent)}", isThere ? $"{field} {RecordedValue.Show(recorded!)}" : $"no {field}");
                }
            }
        }

        return compared > 0
            ? ClauseFinding.Kept
            : ClauseFinding.NotExercised($"No effect that the consumer recorded holds {string.Join(" or ", recordedOf.Keys.SelectMany(fields).Distinct())}. Have WebhookConsumer.Effects answer objects with the payload's own fields.");
    }

    private static HashSet<string> FieldsOf(IReadOnlyList<WebhookEffect> effects) =>
        [.. effects.SelectMany(effect => effect.Fields).Where(field => RecordedValue.IsThere(field.Value)).Select(field => field.Key)];

    private static async Task<(WebhookDelivery Delivery, IReadOnlyList<WebhookEffect> Effects)> SendAsync(
        ClauseRun run, string eventName, Func<PhpArray, PhpArray> plain, CancellationToken cancellationToken)
    {
        var delivery = await run.PrepareAsync(eventName, cancellationToken, plain).ConfigureAwait(false);
        await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        await run.Effects.WaitForAsync(delivery, cancellationToken).ConfigureAwait(false);
        return (delivery, await run.Effects.FindAsync(delivery, cancellationToken).ConfigureAwait(false));
    }

    private static bool IsSame(PhpValue sent, object recorded) => sent switch
    {
        PhpString text => RecordedValue.Text(recorded) == text.ToString(),
        PhpFloat number => RecordedValue.Number(recorded) is { } value && Math.Abs(value - number.Value) <= RecordedValue.Tolerance,
        PhpInteger number => RecordedValue.Number(recorded) is { } value && Math.Abs(value - number.Value) <= RecordedValue.Tolerance,
        _ => true,
    };
}
