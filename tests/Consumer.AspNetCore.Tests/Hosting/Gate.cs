namespace Consumer.Tests.Hosting;

/// <summary>Keeps the work of deliveries waiting, in the transaction of the inbox, for as long as it is closed.</summary>
internal sealed class Gate
{
    private volatile TaskCompletionSource? _closed;
    private int _arrived;

    /// <summary>How many deliveries have come in, as far as the inbox and no farther.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    public void Close() => _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _closed?.TrySetResult();

    public void Arrive() => Interlocked.Increment(ref _arrived);

    public Task PassAsync(CancellationToken cancellationToken) => _closed?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
}
