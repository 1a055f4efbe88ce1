using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What must have come of deliveries in the end.</summary>
internal static class Expectations
{
    /// <summary>That each delivery has exactly so many effects, once all has settled, and some have none.</summary>
    /// <param name="run">The clause's run.</param>
    /// <param name="sent">The deliveries that have effects.</param>
    /// <param name="expected">How many each has.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="without">Those that have none.</param>
    /// <param name="whyTwice">What goes wrong where one has more, if that is not what the clause says.</param>
    public static async Task<ClauseFinding> EffectsAsync(
        ClauseRun run, IReadOnlyList<WebhookDelivery> sent, int expected, CancellationToken cancellationToken, IReadOnlyList<WebhookDelivery>? without = null, string? whyTwice = null)
    {
        await run.Effects.WaitForAsync(sent, expected, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);

        var found = await run.Effects.FindAllAsync([.. sent, .. without ?? []], cancellationToken).ConfigureAwait(false);
        var broken = found.Take(sent.Count).Where(one => one.Effects.Count != expected).ToList();
        if (broken.Count > 0)
        {
            return ClauseFinding.Broken(broken[0].Delivery, Words.Effects(expected), $"{Words.Effects(broken[0].Effects.Count)} ({broken.Count} of {sent.Count} tries)") with
            {
                Why = broken[0].Effects.Count > expected ? whyTwice : null,
            };
        }

        return found.Skip(sent.Count).FirstOrDefault(one => one.Effects.Count > 0) is ({ } applied, { } effects)
            ? ClauseFinding.Broken(applied, Words.Effects(0), Words.Effects(effects.Count))
            : ClauseFinding.Kept;
    }
}
