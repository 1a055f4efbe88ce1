namespace Partnero.Contracts.AspNetCore;

/// <summary>Lets so many transactions of one process be open at once; the others wait in the order in which they came.</summary>
internal sealed class InboxGate(int places, TimeSpan timeout) : IDisposable
{
    private readonly SemaphoreSlim _places = new(places);

    /// <summary>Does something when it is its turn.</summary>
    /// <exception cref="RetryLaterException">Its turn did not come in time.</exception>
    public async ValueTask<T> InTimeAsync<T>(Func<ValueTask<T>> act, CancellationToken cancellationToken)
    {
        if (!await _places.WaitAsync(timeout, cancellationToken))
            throw new RetryLaterException($"{places} deliveries were worked on, and this one waited {timeout.TotalSeconds} s for its turn.", TimeSpan.FromMinutes(1));
        return await HoldingAsync(act);
    }

    /// <summary>Does something when it is its turn, however long that takes.</summary>
    public async ValueTask<T> InTurnAsync<T>(Func<ValueTask<T>> act, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        return await HoldingAsync(act);
    }

    public void Dispose() => _places.Dispose();

    private async ValueTask<T> HoldingAsync<T>(Func<ValueTask<T>> act)
    {
        try
        {
            return await act();
        }
        finally
        {
            _places.Release();
        }
    }
}
