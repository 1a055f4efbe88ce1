using System.Diagnostics;

namespace Partnero.Contracts.Testing.Sending;

/// <summary>Opens once a number of deliveries have arrived at it.</summary>
internal sealed class StartingGate(int expected)
{
    /// <summary>
    /// How long after one arrival another is waited for: a consumer that reads no second body before it has answered the first must not hold
    /// the others for ever, and on a busy machine they may come slowly.
    /// </summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;
    private long _lastArrival;

    public Task Opened => _opened.Task;

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _lastArrival, Stopwatch.GetTimestamp());
        if (Interlocked.Increment(ref _arrived) >= expected)
            _opened.TrySetResult();
        while (!_opened.Task.IsCompleted)
        {
            var left = MaxPause - Stopwatch.GetElapsedTime(Interlocked.Read(ref _lastArrival));
            if (left <= TimeSpan.Zero)
                _opened.TrySetResult();
            else
                await Task.WhenAny(_opened.Task, Task.Delay(left, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
