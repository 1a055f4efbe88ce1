using System.Collections.Concurrent;
using System.Diagnostics;
using Partnero.Contracts.Testing.Capabilities;

namespace Partnero.Contracts.Testing.Session;

/// <summary>Looks at what a consumer holds of entities, until it is as it should be or until its time is over.</summary>
internal sealed class StateObserver(WebhookConsumer consumer, LookLimit looks)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the last change took to show that was waited for and came.</summary>
    public TimeSpan Latency { get; private set; }

    /// <summary>Which fields of a kind of entity are stored so that they can be seen, as far as somebody has found out.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Shown { get; } = [];

    /// <summary>Whether an event that refers to an entity of a kind changes what is stored of that, as far as somebody has found out.</summary>
    public ConcurrentDictionary<(string Family, string Event), bool> Grows { get; } = [];

    /// <summary>What the consumer holds of an entity now.</summary>
    /// <exception cref="ClauseEndedException">The probe failed.</exception>
    public async Task<StoredState> FindAsync(string entity, string id, CancellationToken cancellationToken)
    {
        try
        {
            return StoredState.Of(await looks.AskAsync(() => consumer.State!(entity, id, cancellationToken), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw ClauseEndedException.Blocked(exception is ProbeException ? exception.Message : $"{nameof(WebhookConsumer)}.{nameof(WebhookConsumer.State)} failed for {entity} {id}: {exception.Message}");
        }
    }

    /// <summary>Waits until what is held of an entity is as it should be, as long as the consumer's effects may take.</summary>
    /// <returns>What is held in the end, and whether it is so.</returns>
    public Task<(StoredState State, bool IsSo)> WaitForAsync(string entity, string id, Func<StoredState, bool> isSo, CancellationToken cancellationToken) =>
        WaitForAsync(entity, id, isSo, consumer.EffectTimeout, cancellationToken);

    /// <summary>Waits until what is held of an entity is as it should be, for a time.</summary>
    public async Task<(StoredState State, bool IsSo)> WaitForAsync(string entity, string id, Func<StoredState, bool> isSo, TimeSpan within, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        for (var pause = FirstPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            // Asked before the look: that time ran out shows nothing unless somebody looked after it.
            var isOver = clock.Elapsed >= within;
            var state = await FindAsync(entity, id, cancellationToken).ConfigureAwait(false);
            if (isSo(state))
            {
                Latency = clock.Elapsed;
                return (state, true);
            }

            if (isOver)
                return (state, false);
            if (consumer.Clock is { } time)
                await time.AdvanceAsync(pause, cancellationToken).ConfigureAwait(false);
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }
}
