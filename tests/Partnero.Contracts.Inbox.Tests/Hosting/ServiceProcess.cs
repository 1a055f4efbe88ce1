using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Partnero.Contracts.AspNetCore;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>A process of the service, on a port that it keeps, which can be killed and started again.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory.Replace("Inbox.Tests", "Inbox.Consumer", StringComparison.Ordinal), "Partnero.Contracts.Inbox.Consumer");

    private readonly ProcessStartInfo _start;
    private Process _process;

    public ServiceProcess(StoreKind store, InboxMode mode, string connection)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/webhooks/partnero");
        }

        _start = new ProcessStartInfo(Program, [store.ToString(), mode.ToString(), RunningBilling.Secret, connection, $"{Address.Port}"]);
        _process = Process.Start(_start)!;
    }

    public Uri Address { get; }

    /// <summary>What it has in memory, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Waits until it takes connections.</summary>
    public Task UntilStartedAsync() => TestSupport.Poll.UntilAsync(() =>
    {
        Assert.False(_process.HasExited, "The service has ended.");
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    /// <summary>Ends it with SIGKILL, and starts it again.</summary>
    public void Kill()
    {
        End();
        _process = Process.Start(_start)!;
    }

    public void Dispose() => End();

    private void End()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
