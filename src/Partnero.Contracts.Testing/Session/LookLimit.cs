namespace Partnero.Contracts.Testing.Session;

/// <summary>How many questions to a consumer's probes are under way at once, whoever asks: of a probe that is asked by all clauses at once, each answer would take as long as all.</summary>
internal sealed class LookLimit : IDisposable
{
    private SemaphoreSlim _places = new(1);

    /// <summary>How many. It is set while nobody asks.</summary>
    public int AtOnce
    {
        get;
        set
        {
            Dispose();
            (field, _places) = (value, new SemaphoreSlim(value));
        }
    } = 1;

    /// <summary>Asks, once there is a place.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        var places = _places;
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ask().ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}
