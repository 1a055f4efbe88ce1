using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What must have come of deliveries in the end.</summary>
internal static class Expectations
{
    /// <summary>That each delivery has exactly so many effects, once all has settled.</summary>
    public static async Task<ClauseFinding> EffectsAsync(ClauseRun run, IReadOnlyList<WebhookDelivery> sent, int expected, CancellationToken cancellationToken)
    {
        await run.Effects.WaitForAsync(sent, expected, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);

        var broken = new List<(WebhookDelivery Delivery, int Count)>();
        foreach (var delivery in sent)
        {
            var count = await run.Effects.CountAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (count != expected)
                broken.Add((delivery, count));
        }

        return broken.Count == 0
            ? ClauseFinding.Kept
            : ClauseFinding.Broken(broken[0].Delivery, Words.Effects(expected), $"{Words.Effects(broken[0].Count)} ({broken.Count} of {sent.Count} tries)");
    }
}
