using System.Diagnostics;
using Partnero.Contracts.Testing.Capabilities;

namespace Partnero.Contracts.Testing.Session;

/// <summary>Looks at what a consumer has applied, until it is there or until it stays away.</summary>
internal sealed class EffectsObserver(WebhookConsumer consumer, LookLimit? looks = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MinQuiet = TimeSpan.FromMilliseconds(50);

    /// <summary>How much longer than effects usually take is long enough, however late they are.</summary>
    private static readonly TimeSpan MaxBeyond = TimeSpan.FromMilliseconds(300);

    /// <summary>How long the first look took: one question.</summary>
    public TimeSpan LookLatency { get; private set; }

    /// <summary>Whether the consumer lets effects be seen.</summary>
    public bool IsGiven => consumer.Effects is not null;

    /// <summary>How many effects a delivery's event and entity have now.</summary>
    public async Task<int> CountAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        (await FindAsync(delivery, cancellationToken).ConfigureAwait(false)).Count;

    /// <summary>The effects that a delivery's event and entity have now.</summary>
    public async Task<IReadOnlyList<WebhookEffect>> FindAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await (looks is null ? AskAsync() : looks.AskAsync(AskAsync, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not ProbeException)
        {
            throw new EffectsUnknownException(delivery.Event, delivery.EntityId, exception);
        }

        async Task<IReadOnlyList<WebhookEffect>> AskAsync()
        {
            var clock = Stopwatch.StartNew();
            var effects = await consumer.Effects!(delivery.Event, delivery.EntityId, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("It answered null. Answer an empty list where nothing was applied.");
            if (LookLatency == TimeSpan.Zero)
                LookLatency = clock.Elapsed;
            return effects;
        }
    }

    /// <summary>The effects that the event and entity of each delivery have now, in their order.</summary>
    public async Task<IReadOnlyList<(WebhookDelivery Delivery, IReadOnlyList<WebhookEffect> Effects)>> FindAllAsync(IReadOnlyCollection<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var found = new List<(WebhookDelivery, IReadOnlyList<WebhookEffect>)>(deliveries.Count);
        foreach (var some in deliveries.Chunk(looks?.AtOnce ?? 1))
            found.AddRange(some.Zip(await Task.WhenAll(some.Select(delivery => FindAsync(delivery, cancellationToken))).ConfigureAwait(false)));
        return found;
    }

    /// <summary>Waits until every delivery has at least so many effects.</summary>
    /// <param name="deliveries">The deliveries.</param>
    /// <param name="atLeast">How many effects each must have.</param>
    /// <param name="within">How long the next effect is waited for, by whether some have come.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>Those that do not have them when the time is over.</returns>
    public async Task<IReadOnlyList<WebhookDelivery>> WaitForAsync(
        IReadOnlyCollection<WebhookDelivery> deliveries, int atLeast, Func<bool, TimeSpan> within, CancellationToken cancellationToken)
    {
        var missing = deliveries.ToList();
        var clock = Stopwatch.StartNew();
        for (var pause = FirstPause; ; pause = Shorter(pause * 2, MaxPause))
        {
            // Asked before the look: that time ran out shows nothing unless somebody looked after it.
            var isOver = clock.Elapsed >= within(missing.Count < deliveries.Count);
            var found = await FindAllAsync(missing, cancellationToken).ConfigureAwait(false);
            var still = found.Where(one => one.Effects.Count < atLeast).Select(one => one.Delivery).ToList();
            if (still.Count == 0 || (isOver && still.Count == missing.Count))
                return still;

            // As long as effects come, a worker is at it, and the others may be waiting for their turn.
            if (still.Count < missing.Count)
                clock.Restart();
            missing = still;
            await PassAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits as long as the consumer's effect timeout for one delivery's effect.</summary>
    /// <returns>Whether it came.</returns>
    public async Task<bool> WaitForAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        (await WaitForAsync([delivery], 1, _ => consumer.EffectTimeout, cancellationToken).ConfigureAwait(false)).Count == 0;

    /// <summary>How long an effect is waited for that may never come, as of an event without a handler: much longer than others took, but not as long as the effect timeout.</summary>
    /// <remarks>What was said to be handled is waited for as long as that: it must come.</remarks>
    public TimeSpan Generous(TimeSpan usualLatency) =>
        consumer.Handles is null ? Shorter(TimeSpan.FromSeconds(1) + (usualLatency * 20), consumer.EffectTimeout) : consumer.EffectTimeout;

    /// <summary>Lets pass the time in which a late effect would show, judged by how late this consumer's effects are.</summary>
    public Task QuietAsync(TimeSpan usualLatency, CancellationToken cancellationToken) =>
        PassAsync(Shorter(MinQuiet + Shorter(usualLatency * 4, MaxBeyond + usualLatency), consumer.EffectTimeout), cancellationToken);

    /// <summary>Lets time pass, on the consumer's own clock too: a worker that waits for its timer would never run.</summary>
    private async Task PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (consumer.Clock is { } clock)
            await clock.AdvanceAsync(time, cancellationToken).ConfigureAwait(false);
        await Task.Delay(time, cancellationToken).ConfigureAwait(false);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
