namespace Partnero.Contracts.Testing.Sending;

/// <summary>Opens once a number of deliveries have arrived at it.</summary>
internal sealed class StartingGate(int expected)
{
    /// <summary>A consumer that reads no second body before it has answered the first must not hold the others for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public Task Opened => _opened.Task;

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _arrived) >= expected)
            _opened.TrySetResult();
        try
        {
            await _opened.Task.WaitAsync(Longest, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _opened.TrySetResult();
        }
    }
}
