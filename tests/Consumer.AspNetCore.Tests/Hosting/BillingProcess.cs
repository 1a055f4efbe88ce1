using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Consumer.Tests.Hosting;

/// <summary>The service as it was built, in a process of its own, on a port that it keeps.</summary>
internal sealed class BillingProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Consumer.AspNetCore" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    private readonly ProcessStartInfo _start;
    private readonly ConcurrentQueue<string> _lines = [];
    private Process? _process;

    /// <param name="arguments">The command line, beside its address.</param>
    public BillingProcess(params IEnumerable<string> arguments)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }

        _start = new ProcessStartInfo(Program, ["--urls", Address.OriginalString, .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _start.Environment["DOTNET_TieredPGO"] = "0";
    }

    public Uri Address { get; }

    public Uri WebhookAddress => new(Address, ConsumerApp.WebhookPath);

    /// <summary>What it has printed, line by line.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Starts it, and waits until it is healthy.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var process = _process = Process.Start(_start)!;
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient();
        for (var clock = Stopwatch.StartNew(); !await IsHealthyAsync(http, cancellationToken);)
        {
            Assert.False(process.HasExited, "The service has ended: " + string.Join(Environment.NewLine, _lines));
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "The service is not healthy within a minute: " + string.Join(Environment.NewLine, _lines));
            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>Ends it with SIGKILL.</summary>
    public void Kill()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    public void Dispose() => Kill();

    private async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(Address, ConsumerApp.HealthPath), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }
}
