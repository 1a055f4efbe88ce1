using Partnero.Contracts.AspNetCore;

namespace Consumer.Storage;

/// <summary>
/// Whose turn it is to write. SQLite has one writer at a time, and Microsoft.Data.Sqlite has the others ask again every 150 ms.
/// Waiting here, each is called as soon as its turn comes.
/// </summary>
/// <remarks>
/// The sender waits 5 seconds for an answer. Whoever cannot be served by then is told so with 503, and comes again later:
/// else it would hang up, and the work that is done for nobody would keep the next ones waiting as well.
/// </remarks>
public sealed class WriteTurn : IDisposable
{
    /// <summary>How long a delivery waits; what is left of the sender's 5 seconds is for its work.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(4);

    /// <summary>How many wait at most: each holds its body in memory.</summary>
    public const int MaxWaiting = 500;

    private readonly SemaphoreSlim _turn = new(1);
    private int _waiting;

    /// <summary>Waits for the turn; <see cref="Pass"/> ends it.</summary>
    /// <exception cref="RetryLaterException">Too many wait, or it took too long.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MaxWaiting)
                throw new RetryLaterException($"More than {MaxWaiting} deliveries wait for their turn to write.", MaxWait);
            if (!await _turn.WaitAsync(MaxWait, cancellationToken))
                throw new RetryLaterException($"The turn to write did not come within {MaxWait}.", MaxWait);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Passes the turn on.</summary>
    public void Pass() => _turn.Release();

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
