using System.Net.Sockets;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>
/// Sees a consumer go down and come back by its connections alone: one is open all the time, and a process that ends breaks it off.
/// No request is sent, so that no server is kept busy.
/// </summary>
internal sealed class RestartWatch(Uri consumer)
{
    /// <summary>How long a connection is held. A server that is there waits longer for a request.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(50);

    /// <summary>A connection on the way that is neither made nor refused shows nothing.</summary>
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(2);

    /// <summary>Whether the consumer takes a connection and keeps it.</summary>
    public async Task<bool> IsUpAsync(CancellationToken cancellationToken) => await LookAsync(cancellationToken).ConfigureAwait(false) == Sight.Up;

    /// <summary>Waits until the consumer is down.</summary>
    public async Task WaitUntilDownAsync(CancellationToken cancellationToken)
    {
        while (await LookAsync(cancellationToken).ConfigureAwait(false) != Sight.Down)
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

    private async Task<Sight> LookAsync(CancellationToken cancellationToken)
    {
        using var connection = new TcpClient();
        try
        {
            await ConnectAsync(connection, cancellationToken).ConfigureAwait(false);
            return await IsHeldAsync(connection, cancellationToken).ConfigureAwait(false) ? Sight.Up : Sight.Down;
        }
        catch (TimeoutException)
        {
            return Sight.Unknown;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return Sight.Down;
        }
    }

    private async Task ConnectAsync(TcpClient connection, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Connect);
        try
        {
            await connection.ConnectAsync(consumer.DnsSafeHost, consumer.Port, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    /// <summary>The time to hold begins once the connection is there, and what became of it is asked after it is over: this process may have stood still.</summary>
    private static async Task<bool> IsHeldAsync(TcpClient connection, CancellationToken cancellationToken)
    {
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        hold.CancelAfter(Hold);
        try
        {
            await connection.Client.ReceiveAsync(new byte[1], SocketFlags.Peek, hold.Token).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return !connection.Client.Poll(TimeSpan.Zero, SelectMode.SelectRead);
        }
    }

    private enum Sight
    {
        Unknown,
        Up,
        Down,
    }
}
