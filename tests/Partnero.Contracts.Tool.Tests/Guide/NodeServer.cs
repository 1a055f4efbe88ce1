using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Partnero.Contracts.Tool.Tests.Guide;

/// <summary>A server of the guide, on a free loopback port in the place of the guide's own. It ends with its test.</summary>
internal sealed class NodeServer : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = [];
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeServer(GuideCommand command, string folder)
    {
        var start = new ProcessStartInfo(GuideFolder.Find("node")!, command.Arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment["PORT"] = Port;

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException("The server ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public string Port { get; } = FindFreePort();

    public static async Task<NodeServer> StartAsync(GuideCommand command, string folder, CancellationToken cancellationToken)
    {
        var server = new NodeServer(command, folder);
        try
        {
            await server._listening.Task.WaitAsync(LongestStart, cancellationToken);
            return server;
        }
        catch (Exception exception) when (exception is TimeoutException or InvalidOperationException)
        {
            server.Dispose();
            throw new InvalidOperationException($"{command}\n{exception.Message} It said:\n{string.Join('\n', server._said)}", exception);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        if (line == $"listening on http://127.0.0.1:{Port}")
            _listening.TrySetResult();
    }

    private static string FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
