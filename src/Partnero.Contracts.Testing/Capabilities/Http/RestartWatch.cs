using System.Net.Sockets;

namespace Partnero.Contracts.Testing;

/// <summary>
/// Sees a consumer go down and come back by its connections alone: one is open all the time, and a process that ends breaks it off.
/// No request is sent, so that no server is kept busy.
/// </summary>
internal sealed class RestartWatch(Uri consumer)
{
    /// <summary>How long a connection is held. A server that is there waits longer for a request.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether the consumer takes a connection and keeps it.</summary>
    public async Task<bool> IsUpAsync(CancellationToken cancellationToken)
    {
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        hold.CancelAfter(Hold);
        using var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync(consumer.DnsSafeHost, consumer.Port, hold.Token).ConfigureAwait(false);
            await connection.GetStream().ReadAsync(new byte[1], hold.Token).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Waits until the consumer is down.</summary>
    public async Task WaitUntilDownAsync(CancellationToken cancellationToken)
    {
        while (await IsUpAsync(cancellationToken).ConfigureAwait(false))
        {
            // Without a pause: the process could end and be back in it.
        }
    }

    /// <summary>Waits until the consumer is there.</summary>
    public async Task WaitUntilUpAsync(CancellationToken cancellationToken)
    {
        while (!await IsUpAsync(cancellationToken).ConfigureAwait(false))
            await Task.Delay(Hold, cancellationToken).ConfigureAwait(false);
    }
}
