using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What must have come of deliveries in the end.</summary>
internal static class Expectations
{
    /// <summary>That each delivery has exactly so many effects, once all has settled, and some have none.</summary>
    public static async Task<ClauseFinding> EffectsAsync(
        ClauseRun run, IReadOnlyList<WebhookDelivery> sent, int expected, CancellationToken cancellationToken, IReadOnlyList<WebhookDelivery>? without = null)
    {
        await run.Effects.WaitForAsync(sent, expected, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);

        var found = await run.Effects.FindAllAsync([.. sent, .. without ?? []], cancellationToken).ConfigureAwait(false);
        var broken = found.Take(sent.Count).Where(one => one.Effects.Count != expected).ToList();
        if (broken.Count > 0)
            return ClauseFinding.Broken(broken[0].Delivery, Words.Effects(expected), $"{Words.Effects(broken[0].Effects.Count)} ({broken.Count} of {sent.Count} tries)");
        return found.Skip(sent.Count).FirstOrDefault(one => one.Effects.Count > 0) is ({ } applied, { } effects)
            ? ClauseFinding.Broken(applied, Words.Effects(0), Words.Effects(effects.Count))
            : ClauseFinding.Kept;
    }
}
