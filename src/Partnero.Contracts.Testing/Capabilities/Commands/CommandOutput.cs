namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>What a program prints, read while it runs: to the end, so that it is never held up, and kept up to a bound.</summary>
internal sealed class CommandOutput
{
    public const int MaxBytes = ProbeClient.MaxBytes;

    private readonly Lock _lock = new();
    private readonly List<byte> _kept = [];

    public CommandOutput(Stream stream) => Whole = ReadAsync(stream);

    /// <summary>Ends with the output.</summary>
    public Task Whole { get; }

    public bool IsTooLong { get; private set; }

    /// <summary>What has come by now.</summary>
    public byte[] Read()
    {
        lock (_lock)
            return [.. _kept];
    }

    private async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is var read and > 0)
            {
                lock (_lock)
                {
                    IsTooLong |= _kept.Count + read > MaxBytes;
                    if (!IsTooLong)
                        _kept.AddRange(buffer.AsSpan(0, read));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process was given up, and its streams closed.
        }
    }
}
