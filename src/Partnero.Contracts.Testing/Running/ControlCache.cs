using System.Collections.Concurrent;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Running;

/// <summary>
/// Remembers what valid deliveries showed of a consumer, for as long as the same address, secret and probe are checked:
/// a test class checks each clause in a case of its own.
/// </summary>
internal static class ControlCache
{
    private static readonly ConcurrentDictionary<(Uri Address, string Secret, string? Key, EffectsProbe? Effects, HttpMessageHandler? Handler, string Handles, TimeSpan Patience, WebhookSchemas Schemas), Entry> Entries = new();

    public static Entry Of(WebhookConsumer consumer) => Entries.GetOrAdd(
        (consumer.Address, consumer.Secret, consumer.WebhookKey, consumer.Effects, consumer.Handler, consumer.Handles is null ? "*" : string.Join(',', consumer.Handles), consumer.Patience, consumer.Schemas),
        _ => new Entry());

    internal sealed class Entry
    {
        private SemaphoreSlim Turn { get; } = new(1);

        private Control? _control;

        public ConsumerHistory History { get; } = new();

        /// <summary>Whether a clause has said already that nobody is there.</summary>
        public bool IsKnownToBeDown { get; set; }

        public async Task<Control> FindAsync(ConsumerSession session, RunIdentity identity, CancellationToken cancellationToken)
        {
            await Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // Kept only once it is whole: a run that was cancelled or found nobody leaves nothing behind.
                return _control ??= await session.FindControlAsync(identity, isReplay: false, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Turn.Release();
            }
        }
    }
}
