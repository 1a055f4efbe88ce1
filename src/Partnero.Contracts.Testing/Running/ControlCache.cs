using System.Collections.Concurrent;
using Partnero.Contracts.Testing.Fixtures;

namespace Partnero.Contracts.Testing.Running;

/// <summary>
/// Remembers what valid deliveries showed of a consumer, for as long as the same address, secret and probe are checked:
/// a test class checks each clause in a case of its own.
/// </summary>
internal static class ControlCache
{
    private static readonly ConcurrentDictionary<(Uri Address, string Secret, EffectsProbe? Effects, HttpMessageHandler? Handler, string Handles, TimeSpan Patience, Schemas.WebhookSchemas Schemas), Entry> Entries = new();

    public static async Task<Control> FindAsync(WebhookConsumer consumer, ConsumerSession session, RunIdentity identity, CancellationToken cancellationToken)
    {
        var entry = Entries.GetOrAdd((consumer.Address, consumer.Secret, consumer.Effects, consumer.Handler, string.Join(',', consumer.Handles ?? []), consumer.Patience, consumer.Schemas), _ => new Entry());
        await entry.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Kept only once it is whole: a run that was cancelled or found nobody leaves nothing behind.
            return entry.Control ??= await session.FindControlAsync(identity, isReplay: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public Control? Control { get; set; }
    }
}
