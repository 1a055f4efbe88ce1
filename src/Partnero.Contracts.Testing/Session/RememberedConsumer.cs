using Partnero.Contracts.Testing.Cases;

namespace Partnero.Contracts.Testing.Session;

/// <summary>What is known of a consumer whose clauses are verified one by one.</summary>
internal sealed class RememberedConsumer : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private Baseline? _baseline;

    public ConsumerHistory History { get; } = new();

    /// <summary>Whether a clause has said already that nobody is there.</summary>
    public bool IsKnownToBeDown { get; set; }

    /// <summary>What valid deliveries showed, which are sent the first time.</summary>
    public async Task<Baseline> FindAsync(ConsumerSession session, RunIdentity identity, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Kept only once it is whole: a run that was cancelled or found nobody leaves nothing behind.
            return _baseline ??= await session.FindBaselineAsync(identity, isReplay: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
